// The player against a sound device that comes, goes, fails and blocks: ALSA's functions that it calls are this file's.
#include "console/sound/player.h"

#include <QTest>

#include <alsa/asoundlib.h>
#include <gtest/gtest.h>

#include <mutex>
#include <vector>

namespace fw::test {
namespace {

using console::Sound;

constexpr int kDeadline = 30'000; // ms: the device is looked at every five seconds, and machines are slow

struct Device {
    std::mutex mutex; // the player has a thread of its own
    bool there = true;
    bool takes = true;
    int failures = 0; // of the next writes
    int opened = 0;
    std::vector<std::int16_t> heard;
};
Device device;

template <class T> T look(T Device::*what)
{
    const std::scoped_lock lock(device.mutex);
    return device.*what;
}

template <class T> void set(T Device::*what, T value)
{
    const std::scoped_lock lock(device.mutex);
    device.*what = value;
}

int answer()
{
    return look(&Device::there) ? 0 : -ENODEV;
}

class AlsaPlayer : public testing::Test {
protected:
    AlsaPlayer()
    {
        set(&Device::there, true);
        set(&Device::takes, true);
        set(&Device::failures, 0);
        set(&Device::opened, 0);
        set(&Device::heard, {});
    }

    void start()
    {
        m_player = console::makeAlsaPlayer();
        ASSERT_TRUE(QTest::qWaitFor([this] { return look(&Device::opened) > 0 || !m_player->works(); }, kDeadline));
    }

    [[nodiscard]] static bool hears(Sound sound)
    {
        return QTest::qWaitFor([&] { return look(&Device::heard) == console::pattern(sound); }, kDeadline);
    }

    std::unique_ptr<console::Player> m_player;
};

TEST_F(AlsaPlayer, PlaysABurst)
{
    start();
    m_player->play(Sound::medium);
    EXPECT_TRUE(hears(Sound::medium));
    EXPECT_TRUE(m_player->works());
    EXPECT_EQ(look(&Device::opened), 1);
}

TEST_F(AlsaPlayer, PlaysABurstAgainThatTheDeviceDidNotTake)
{
    start();
    set(&Device::failures, 1);
    m_player->play(Sound::high);
    EXPECT_TRUE(hears(Sound::high));
    EXPECT_EQ(look(&Device::opened), 2) << "on a device that was opened anew";
    EXPECT_TRUE(QTest::qWaitFor([this] { return m_player->works(); }, kDeadline));
}

TEST_F(AlsaPlayer, PlaysWhatWasWantedOnceThereIsADevice)
{
    set(&Device::there, false);
    start();
    EXPECT_FALSE(m_player->works());
    m_player->play(Sound::high);
    set(&Device::there, true);
    EXPECT_TRUE(hears(Sound::high));
    EXPECT_TRUE(m_player->works());
}

TEST_F(AlsaPlayer, NoticesADeviceThatIsPulledOutWhileNothingSounds)
{
    start();
    ASSERT_TRUE(m_player->works());
    set(&Device::there, false);
    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_player->works(); }, kDeadline));
    set(&Device::there, true);
    EXPECT_TRUE(QTest::qWaitFor([this] { return m_player->works(); }, kDeadline));
}

TEST_F(AlsaPlayer, DoesNotWaitForADeviceThatTakesNothing)
{
    start();
    set(&Device::takes, false);
    m_player->play(Sound::high);
    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_player->works(); }, kDeadline));
    m_player.reset(); // nor does a console that ends: it would never
}

} // namespace
} // namespace fw::test

// ---- ALSA -----------------------------------------------------------------------------------------------------------

using fw::test::answer;
using fw::test::device;

extern "C" {

int snd_lib_error_set_handler(snd_lib_error_handler_t)
{
    return 0;
}

int snd_pcm_open(snd_pcm_t **pcm, const char *, snd_pcm_stream_t, int)
{
    if (const int error = answer(); error != 0)
        return error;
    const std::scoped_lock lock(device.mutex);
    ++device.opened;
    *pcm = reinterpret_cast<snd_pcm_t *>(&device);
    return 0;
}

int snd_pcm_set_params(snd_pcm_t *, snd_pcm_format_t, snd_pcm_access_t, unsigned int, unsigned int, int, unsigned int)
{
    return answer();
}

snd_pcm_sframes_t snd_pcm_writei(snd_pcm_t *, const void *samples, snd_pcm_uframes_t count)
{
    const std::scoped_lock lock(device.mutex);
    if (!device.there || device.failures-- > 0)
        return -ENODEV;
    if (!device.takes)
        return -EAGAIN;
    constexpr snd_pcm_uframes_t kAtOnce = 4'410;
    const auto taken = std::min(count, kAtOnce);
    const auto *first = static_cast<const std::int16_t *>(samples);
    device.heard.insert(device.heard.end(), first, first + taken);
    return snd_pcm_sframes_t(taken);
}

int snd_pcm_wait(snd_pcm_t *, int timeout)
{
    QTest::qSleep(timeout);
    return 0;
}

int snd_pcm_recover(snd_pcm_t *, int error, int)
{
    return error; // of a device that has gone nothing is recovered
}

snd_pcm_sframes_t snd_pcm_avail(snd_pcm_t *)
{
    return answer();
}

snd_pcm_state_t snd_pcm_state(snd_pcm_t *)
{
    return SND_PCM_STATE_PREPARED; // says nothing of its end: some plugins do not
}

int snd_pcm_drain(snd_pcm_t *)
{
    return answer();
}

int snd_pcm_drop(snd_pcm_t *)
{
    return answer();
}

int snd_pcm_prepare(snd_pcm_t *)
{
    return answer();
}

int snd_pcm_close(snd_pcm_t *)
{
    return 0;
}
}

#include "console/sound/player.h"

#include <alsa/asoundlib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace fw::console {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kLookEvery = std::chrono::seconds{5};    // at the device, while nothing sounds
constexpr auto kLongestWait = std::chrono::seconds{1};  // for the device to take more
constexpr auto kLongestDebt = std::chrono::seconds{60}; // an alarm that still holds is asked for again before that
constexpr auto kDrainStep = std::chrono::milliseconds{20};
constexpr int kWaitStep = 100;         // ms
constexpr unsigned kLatency = 200'000; // µs

void sayNothing(const char *, int, const char *, int, const char *, ...) {}

class AlsaPlayer : public Player {
public:
    AlsaPlayer()
    {
        snd_lib_error_set_handler(sayNothing); // a missing device is a state of the screen, not lines on stderr
        m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }

    void play(Sound sound) override
    {
        const std::scoped_lock lock(m_mutex);
        m_wanted = {sound, Clock::now()};
        m_wake.notify_one();
    }
    [[nodiscard]] bool works() const override { return m_works; }

private:
    struct Wanted {
        Sound sound;
        Clock::time_point at;
    };

    void run(const std::stop_token &stop)
    {
        std::optional<Wanted> owed; // not played yet
        while (!stop.stop_requested()) {
            if (m_pcm == nullptr || !answers()) {
                reopen();
                m_takes = true;
            }
            if (owed && (sounded(*owed, stop) || Clock::now() - owed->at > kLongestDebt))
                owed.reset();
            m_works = m_pcm != nullptr && m_takes;
            if (auto wanted = next(stop))
                owed = wanted;
        }
        close();
    }

    // A device that fails may be another one by now: once more at once, then whenever it is looked at.
    bool sounded(const Wanted &wanted, const std::stop_token &stop)
    {
        m_takes = m_pcm != nullptr && write(wanted.sound, stop);
        if (m_takes || m_pcm == nullptr)
            return m_takes;
        reopen();
        m_takes = m_pcm != nullptr && write(wanted.sound, stop);
        return m_takes;
    }

    std::optional<Wanted> next(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, kLookEvery, [this] { return m_wanted.has_value(); });
        return std::exchange(m_wanted, std::nullopt);
    }

    void reopen()
    {
        close();
        if (snd_pcm_open(&m_pcm, "default", SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK) < 0)
            m_pcm = nullptr;
        else if (snd_pcm_set_params(m_pcm, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, kSampleRate, 1,
                                    kLatency) < 0)
            close();
    }

    void close()
    {
        if (m_pcm != nullptr)
            snd_pcm_close(m_pcm);
        m_pcm = nullptr;
    }

    // A device that was pulled out says so only when it is asked.
    bool answers() { return snd_pcm_state(m_pcm) != SND_PCM_STATE_DISCONNECTED && snd_pcm_avail(m_pcm) >= 0; }

    // False: the device failed, or takes nothing any more. A console that ends does not wait for a sound.
    bool write(Sound sound, const std::stop_token &stop)
    {
        const auto samples = pattern(sound);
        std::size_t done = 0;
        auto last = Clock::now(); // that it took something
        while (done < samples.size() && !stop.stop_requested()) {
            const auto written = snd_pcm_writei(m_pcm, samples.data() + done, samples.size() - done);
            if (written > 0) {
                done += std::size_t(written);
                last = Clock::now();
                continue;
            }
            const bool isFull = written == 0 || written == -EAGAIN;
            if (Clock::now() - last > kLongestWait || (!isFull && snd_pcm_recover(m_pcm, int(written), 1) < 0))
                return false;
            if (isFull)
                (void)snd_pcm_wait(m_pcm, kWaitStep); // what went wrong the next write says
        }
        return drain(stop);
    }

    // Until it was heard; then the device stands ready for the next one.
    bool drain(const std::stop_token &stop)
    {
        (void)snd_pcm_drain(m_pcm); // does not block: its end is a state
        const auto last = Clock::now() + kLongestWait;
        while (snd_pcm_state(m_pcm) == SND_PCM_STATE_DRAINING && Clock::now() < last && !stop.stop_requested())
            std::this_thread::sleep_for(kDrainStep);
        (void)snd_pcm_drop(m_pcm);
        return snd_pcm_prepare(m_pcm) >= 0;
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Wanted> m_wanted;
    std::atomic<bool> m_works = true;
    snd_pcm_t *m_pcm = nullptr; // of the thread, as what follows
    bool m_takes = true;        // what it was last given
    std::jthread m_thread;      // last: ends first
};

} // namespace

std::unique_ptr<Player> makeAlsaPlayer()
{
    return std::make_unique<AlsaPlayer>();
}

} // namespace fw::console

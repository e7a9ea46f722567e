#include "console/sound/player.h"

#include <alsa/asoundlib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace fw::console {
namespace {

constexpr auto kTryAgain = std::chrono::seconds{5};
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
        m_wanted = sound;
        m_wake.notify_one();
    }
    [[nodiscard]] bool works() const override { return m_works; }

private:
    void run(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            if (m_pcm == nullptr)
                open();
            const auto sound = next(stop);
            if (sound && m_pcm != nullptr)
                write(*sound);
        }
        close();
    }

    std::optional<Sound> next(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, kTryAgain, [this] { return m_wanted.has_value(); });
        return std::exchange(m_wanted, std::nullopt);
    }

    void open()
    {
        if (snd_pcm_open(&m_pcm, "default", SND_PCM_STREAM_PLAYBACK, 0) < 0)
            m_pcm = nullptr;
        else if (snd_pcm_set_params(m_pcm, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, kSampleRate, 1,
                                    kLatency) < 0)
            close();
        m_works = m_pcm != nullptr;
    }

    void close()
    {
        if (m_pcm != nullptr)
            snd_pcm_close(m_pcm);
        m_pcm = nullptr;
    }

    void write(Sound sound)
    {
        const auto samples = pattern(sound);
        (void)snd_pcm_prepare(m_pcm);
        std::size_t done = 0;
        while (done < samples.size()) {
            const auto written = snd_pcm_writei(m_pcm, samples.data() + done, samples.size() - done);
            if (written < 0 && snd_pcm_recover(m_pcm, int(written), 1) < 0) {
                close();
                m_works = false;
                return;
            }
            done += written > 0 ? std::size_t(written) : 0;
        }
        (void)snd_pcm_drain(m_pcm);
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Sound> m_wanted;
    std::atomic<bool> m_works = true;
    snd_pcm_t *m_pcm = nullptr; // of the thread
    std::jthread m_thread;      // last: ends first
};

} // namespace

std::unique_ptr<Player> makeAlsaPlayer()
{
    return std::make_unique<AlsaPlayer>();
}

} // namespace fw::console

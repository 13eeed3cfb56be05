using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features.Cache;

namespace Workbench.Benchmarks.Sets;

/// <summary>How a song may sound otherwise than those that a model learned from, and be the same song.</summary>
internal static class Shifts
{
    private static readonly ExternalTool Ffmpeg = new("ffmpeg");

    private static readonly AudioTransform[] Transforms =
    [
        new Gain(-12, -12),
        AudioTransform.Of("gain +6 dB, clipped",
            (clip, rng) => new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(sample => Math.Clamp(2 * sample, -1, 1))])),
        AudioTransform.Of("16 kHz and back, linear", (clip, rng) =>
        {
            static float[] Linear(float[] samples, int from, int to) =>
                [.. Enumerable.Range(0, (int)((long)samples.Length * to / from)).Select(i =>
                {
                    var place = (double)i * from / to;
                    var below = (int)place;
                    return (float)double.Lerp(samples[below], samples[Math.Min(below + 1, samples.Length - 1)], place - below);
                })];
            return new(clip.SampleRate, Linear(Linear(clip.Channel(0).ToArray(), clip.SampleRate, 16_000), 16_000, clip.SampleRate));
        }),
        AudioTransform.Of("10 s from the middle", (clip, rng) =>
        {
            var length = Math.Min(10 * clip.SampleRate, clip.SampleCount);
            return new(clip.SampleRate, clip.Channel(0).Slice((clip.SampleCount - length) / 2, length).ToArray());
        }),
    ];

    /// <summary>Why one of them is left out; null where none is.</summary>
    public static string? LeftOut => Ffmpeg.IsInstalled ? null : "No encoder of MP3: ffmpeg is not there (environment/install-audio.sh).";

    /// <summary>All that can be made here.</summary>
    /// <param name="songs">At least one.</param>
    public static ImmutableArray<SoundShift> Of(IReadOnlyList<Track> songs) =>
    [
        .. Transforms.Select(transform => SoundShift.Of(transform, songs)),
        .. Ffmpeg.IsInstalled
            ? [new SoundShift("MP3, 64 kbit/s", song => new AudioVariant(song.AudioPath, "MP3 of ffmpeg, 44.1 kHz, 64 kbit/s", Encode))]
            : Array.Empty<SoundShift>(),
    ];

    private static AudioClip Encode(AudioClip clip, CancellationToken token)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-mp3-");
        try
        {
            var (wave, encoded) = (Path.Combine(folder.FullName, "song.wav"), Path.Combine(folder.FullName, "song.mp3"));
            WavFile.Write(wave, clip);
            Ffmpeg.Run(wave, ["-ar", "44100", "-b:a", "64k", "-y", encoded], output => output.ReadByte(), token);
            return AudioFile.ReadMono(encoded, clip.SampleRate, token);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

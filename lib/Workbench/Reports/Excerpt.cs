using System.Net;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Reports;

/// <summary>A few seconds of a song: short and mono, so that notebooks and reports stay small.</summary>
internal static class Excerpt
{
    private const int SampleRate = 22_050;
    private const double Seconds = 8;

    /// <summary>A player of the middle of a song; the token stops the reading of its file.</summary>
    public static AudioPlayer Of(Track song, CancellationToken token) =>
        Player(song, Of(AudioFile.ReadMono(song.AudioPath, SampleRate, token)));

    /// <summary>A player of some seconds of a song.</summary>
    public static AudioPlayer Of(Track song, double start, double seconds, CancellationToken token)
    {
        var whole = AudioFile.ReadMono(song.AudioPath, SampleRate, token);
        var first = Math.Min((int)(start * SampleRate), whole.SampleCount);
        var length = Math.Min((int)(seconds * SampleRate), whole.SampleCount - first);
        return new($"{song.DisplayName}, from {MomentsAlike.Clock(start)}",
            WavFile.Encode(new(SampleRate, whole.Channel(0).Slice(first, length).ToArray())));
    }

    /// <summary>A player as HTML; of a song without its file, as in a catalogue that was exported without the sound, the name.</summary>
    public static string ToHtml(Track song) => File.Exists(song.AudioPath)
        ? Of(song, Work.Default.Token).ToHtml() : $"<p>{WebUtility.HtmlEncode(song.DisplayName)}</p>";

    /// <summary>A player of a sound of a song.</summary>
    /// <param name="song">Named beside the player.</param>
    /// <param name="clip">What is heard.</param>
    /// <param name="what">Which part of the sound, when not all of it.</param>
    public static AudioPlayer Player(Track song, AudioClip clip, string what = "") =>
        new($"{song.DisplayName} ({string.Join(", ", song.Labels)}){(what.Length > 0 ? ": " + what : "")}", WavFile.Encode(clip));

    /// <summary>The middle of a clip; all of a short one.</summary>
    public static AudioClip Of(AudioClip mono) => new(mono.SampleRate, mono.Channel(0).Slice(Start(mono), Length(mono)).ToArray());

    /// <summary>Where the excerpt begins, in seconds.</summary>
    public static double StartSeconds(AudioClip mono) => (double)Start(mono) / mono.SampleRate;

    private static int Length(AudioClip mono) => Math.Min(mono.SampleCount, (int)(Seconds * mono.SampleRate));

    private static int Start(AudioClip mono) => (mono.SampleCount - Length(mono)) / 2;
}

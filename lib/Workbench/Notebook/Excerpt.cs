using Workbench.Audio;
using Workbench.Datasets;

namespace Workbench.Notebook;

/// <summary>A few seconds of a song for a player: short and mono, so that notebooks and reports stay small.</summary>
internal static class Excerpt
{
    private const int SampleRate = 22_050;
    private const double Seconds = 8;

    public static AudioPlayer Of(Track song)
    {
        var clip = AudioFile.ReadMono(song.AudioPath, SampleRate);
        var length = Math.Min(clip.SampleCount, (int)(Seconds * SampleRate));
        var start = (clip.SampleCount - length) / 2;
        var excerpt = new AudioClip(SampleRate, clip.Channel(0).Slice(start, length).ToArray());
        return new($"{song.DisplayName} ({string.Join(", ", song.Labels)})", WavFile.Encode(excerpt));
    }
}

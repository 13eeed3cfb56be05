using System.Globalization;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Features.Spectra;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>
/// A song up close: eight seconds from its middle, heard and seen from several sides. All figures show the seconds that
/// <see cref="Play"/> plays, and their clock is the player's.
/// </summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LabSong : ICard
{
    private readonly FeatureSpec spec;
    private readonly AudioClip whole;
    private readonly AudioClip excerpt;
    private readonly double startSeconds;
    private readonly string change;
    private readonly Lazy<Beats> beats;
    private readonly Lazy<HarmonicPercussiveParts> parts;

    internal LabSong(Track track, FeatureSpec spec)
        : this(track, spec, WorkBar.During(work => AudioFile.ReadMono(track.AudioPath, spec.SampleRate, work.Token)), "")
    {
        excerpt = Excerpt.Of(whole);
        startSeconds = Excerpt.StartSeconds(whole);
    }

    private LabSong(Track track, FeatureSpec spec, AudioClip whole, string change)
    {
        Track = track;
        this.spec = spec;
        this.whole = whole;
        this.change = change;
        excerpt = whole;
        // Tried again after an interruption.
        beats = new(() => WorkBar.During(work => new BeatTracker(spec).Track(whole, work)), LazyThreadSafetyMode.PublicationOnly);
        parts = new(() => WorkBar.During(work => Features.Spectra.HarmonicPercussive.Separate(excerpt, token: work.Token)),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Which song.</summary>
    public Track Track { get; }

    /// <summary>What is known of the song, and what its sound says.</summary>
    public Table Facts() => new(["", Track.DisplayName],
    [
        ["artist", Track.Artist ?? "unknown"],
        ["album", Track.Album ?? "unknown"],
        ["genres", string.Join(", ", Track.Labels)],
        ["length", string.Create(CultureInfo.InvariantCulture, $"{whole.DurationSeconds:0.0} s")],
        ["root mean square", string.Create(CultureInfo.InvariantCulture, $"{20 * Math.Log10(RootMeanSquare(whole)):0.0} dB of full scale")],
        ["tempo", beats.Value.Tempo > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{beats.Value.Tempo:0} beats a minute")
            : "no beat was found"],
    ]);

    /// <summary>The excerpt to listen to.</summary>
    public AudioPlayer Play() => Excerpt.Player(Track, excerpt, change);

    /// <summary>The same seconds changed: a song in the same ways.</summary>
    /// <param name="transform">How; a range of one number leaves nothing to chance.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <exception cref="Foundation.WorkbenchException">A range is not usable.</exception>
    public LabSong Through(AudioTransform transform, int seed = 0)
    {
        var drawn = transform.Draw(new Random(seed));
        var changed = WorkBar.During(work => drawn.Apply(excerpt, work.Token));
        return new(Track, spec, changed, change.Length > 0 ? $"{change}, {drawn.Summary}" : drawn.Summary);
    }

    /// <summary>The samples over time, with the beats that were found in the whole song.</summary>
    public Figure Waveform() =>
        Chart.Waveform(excerpt, Title("waveform"),
            [.. beats.Value.Times.Select(t => t - startSeconds).Where(t => t >= 0 && t <= excerpt.DurationSeconds)]);

    /// <summary>Frequencies over time, evenly spaced.</summary>
    public Figure Spectrogram() =>
        Chart.Spectrogram(Frames(excerpt, spec, new Magnitude(spec.FftLength / 2 + 1)), FrameSeconds,
            spec.SampleRate / 2.0, Title("spectrogram"));

    /// <summary>Mel bands over time: frequencies as far apart as they sound.</summary>
    public Figure MelSpectrogram() => MelSpectrogram(excerpt, spec, Title("mel spectrogram"));

    /// <summary>Semitones over time: a note is a row, an octave twelve rows.</summary>
    public Figure ConstantQ()
    {
        var semitones = new ConstantQ();
        return Chart.ConstantQ(Frames(excerpt, spec, semitones), FrameSeconds, semitones.BinsPerOctave, Title("constant-Q transform"));
    }

    /// <summary>The twelve pitch classes over time, whatever the octave.</summary>
    public Figure Chroma() => Chart.Chromagram(Frames(excerpt, spec, new ChromaCqt()), FrameSeconds, Title("chroma"));

    /// <summary>The mel spectrograms of what goes on in time and of what is short, as median filters part them.</summary>
    public Figure HarmonicPercussive() => Chart.HarmonicPercussive(
        Frames(parts.Value.Harmonic, spec, new LogMel()), Frames(parts.Value.Percussive, spec, new LogMel()), FrameSeconds,
        new LogMel().BandCenters(spec.SampleRate), Title("harmonic and percussive"));

    /// <summary>The harmonic part to listen to: tones without drums.</summary>
    public AudioPlayer PlayHarmonic() => Excerpt.Player(Track, parts.Value.Harmonic, "harmonic part");

    /// <summary>The percussive part to listen to: drums without tones.</summary>
    public AudioPlayer PlayPercussive() => Excerpt.Player(Track, parts.Value.Percussive, "percussive part");

    /// <summary>The mel spectrogram of a clip.</summary>
    internal static Figure MelSpectrogram(AudioClip clip, FeatureSpec spec, string title) => Chart.MelSpectrogram(
        Frames(clip, spec, new LogMel()), (double)spec.HopLength / spec.SampleRate, new LogMel().BandCenters(spec.SampleRate), title);

    private double FrameSeconds => (double)spec.HopLength / spec.SampleRate;

    private static FeatureMatrix Frames(AudioClip clip, FeatureSpec spec, Feature feature) =>
        WorkBar.During(work => new FeatureExtractor(spec with { Features = [feature], Statistics = [] }).Extract(clip, work));

    private static double RootMeanSquare(AudioClip clip)
    {
        var sum = 0.0;
        foreach (var sample in clip.Channel(0))
            sum += (double)sample * sample;
        return Math.Sqrt(sum / clip.SampleCount);
    }

    private string Title(string what) => change.Length > 0 ? $"{Track.DisplayName}, {change}: {what}" : $"{Track.DisplayName}: {what}";

    DisplayTable ICard.Card => Facts().Shown;
}

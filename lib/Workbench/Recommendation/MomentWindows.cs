using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>The moments of a song that can be compared with those of another: windows that are not much softer than the loudest.</summary>
/// <param name="Seconds">How long each lasts.</param>
/// <param name="Starts">Where each begins, in seconds.</param>
/// <param name="Heard">What is heard of each, a row a moment.</param>
/// <param name="Tempo">Beats a minute of the song; 0 where it has no onsets.</param>
internal sealed record MomentWindows(double Seconds, ImmutableArray<double> Starts, FeatureMatrix Heard, double Tempo)
{
    /// <summary>Length of a window where the model does not say one, and how far two lie apart, in seconds.</summary>
    public const double WindowSeconds = 5, HopSeconds = 0.5;

    private const int WindowsPerSegment = 4;

    // Fades and pauses of two songs are alike, and no moments: power against that of the loudest window, -20 dB.
    private const double LeastPower = 0.01;

    /// <summary>Timbre and harmony, frame by frame.</summary>
    private static readonly FeatureSpec Frames = new() { Features = [new Mfcc(), new ChromaStft()], Statistics = [] };

    /// <summary>Listens to a file.</summary>
    /// <param name="model">Whose embeddings tell moments apart where it hears segments; timbre and harmony do elsewhere.</param>
    /// <param name="path">The file.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <exception cref="UnreadableAudioException">It cannot be decoded, is silent, or is shorter than a window.</exception>
    public static MomentWindows Of(TrainedModel model, string path, Work work)
    {
        var hearsSegments = model.Members is [{ Spec.SegmentFrames: not null }];
        var song = AudioFile.ReadMono(path, (hearsSegments ? model.Features : Frames).SampleRate, work.Token);
        var seconds = hearsSegments ? model.Spec.SegmentFrames!.Value * model.Features.FrameSeconds : WindowSeconds;
        if (song.DurationSeconds < seconds)
            throw new UnreadableAudioException(path, FormattableString.Invariant(
                $"is too short for moments to be found in it: {song.DurationSeconds:0.0} s, at least {seconds:0.0} s are needed."));
        var (starts, heard) = hearsSegments ? OfSegments(model, song, work) : OfFrames(song, work);
        return new MomentWindows(seconds, starts, heard, TempoOf(song, work)).WithoutSoft(song)
            ?? throw new UnreadableAudioException(path, "is silent; no moments can be found in it.");
    }

    private static (ImmutableArray<double>, FeatureMatrix) OfSegments(TrainedModel model, AudioClip song, Work work)
    {
        var windows = SongWindows.OfSegments(model, song, WindowsPerSegment, work);
        return ([.. windows.Starts.Select(start => start * windows.Unit)], model.Embed(windows.Songs, work));
    }

    /// <summary>By frames as long as those that tempi are usually found by, whatever rate the model hears.</summary>
    private static double TempoOf(AudioClip song, Work work)
    {
        var hop = (int)Math.Round(Frames.FrameSeconds * song.SampleRate);
        return new BeatTracker(FeatureSpec.Default with { SampleRate = song.SampleRate, HopLength = hop }).Track(song, work).Tempo;
    }

    /// <summary>The means of the frames of each window, without the first coefficient, which is the level.</summary>
    private static (ImmutableArray<double>, FeatureMatrix) OfFrames(AudioClip song, Work work)
    {
        var frames = new FeatureExtractor(Frames).Extract(song, work);
        var (length, hop) = ((int)(WindowSeconds / Frames.FrameSeconds), (int)(HopSeconds / Frames.FrameSeconds));
        var (starts, columns) = (SongWindows.StartsIn(frames.RowCount, length, hop), frames.ColumnCount - 1);
        var means = new float[starts.Length * columns];
        Parallel.For(0, starts.Length, work.LoopOptions, window =>
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0.0;
                for (var frame = 0; frame < length; frame++)
                    sum += frames[starts[window] + frame, column + 1];
                means[window * columns + column] = (float)(sum / length);
            }
        });
        return ([.. starts.Select(start => start * Frames.FrameSeconds)], new(frames.ColumnNames[1..], means));
    }

    /// <summary>The windows that are heard; null of a silent song.</summary>
    private MomentWindows? WithoutSoft(AudioClip song)
    {
        var powers = Starts.Select(start => Power(song, start)).ToList();
        var least = powers.Max() * LeastPower;
        int[] loud = [.. Enumerable.Range(0, powers.Count).Where(i => powers[i] > 0 && powers[i] >= least)];
        return loud.Length == 0 ? null : this with { Starts = [.. loud.Select(i => Starts[i])], Heard = Heard.Rows(loud) };
    }

    private double Power(AudioClip song, double start)
    {
        var first = Math.Min((int)(start * song.SampleRate), song.SampleCount);
        var sum = 0.0;
        foreach (var sample in song.Channel(0).Slice(first, Math.Min((int)(Seconds * song.SampleRate), song.SampleCount - first)))
            sum += (double)sample * sample;
        return sum;
    }
}

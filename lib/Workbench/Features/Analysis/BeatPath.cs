namespace Workbench.Features.Analysis;

/// <summary>
/// The frames whose onsets are strong and about a beat apart, found by dynamic programming (librosa <c>beat_track</c> with
/// tightness 100 and trim; Ellis, "Beat tracking by dynamic programming", 2007).
/// </summary>
internal static class BeatPath
{
    private const double Tightness = 100;

    /// <summary>The first beat is as strong as this share of the strongest at least.</summary>
    private const double FirstBeat = 0.01;

    /// <summary>Finds the beats.</summary>
    /// <param name="envelope">Onset strengths, none negative, one positive, the first 0.</param>
    /// <param name="beat">A beat's usual length in frames, at least 2.</param>
    /// <returns>Frames, ascending.</returns>
    public static List<int> Find(ReadOnlySpan<float> envelope, int beat)
    {
        var strengths = Smooth(envelope, beat);
        var (scores, previous) = Link(strengths, beat);
        List<int> frames = [];
        for (var frame = LastBeat(scores); frame >= 0; frame = previous[frame])
            frames.Add(frame);
        frames.Reverse();
        Trim(frames, strengths);
        return frames;
    }

    /// <summary>The envelope in units of its standard deviation, under a Gauss bell whose deviation is 1/32 of a beat.</summary>
    private static double[] Smooth(ReadOnlySpan<float> envelope, int beat)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var onset in envelope)
            sum += onset;
        foreach (var onset in envelope)
            squares += Math.Pow(onset - sum / envelope.Length, 2);
        var scale = 1 / Math.Sqrt(squares / (envelope.Length - 1));
        double[] bell = [.. Enumerable.Range(-beat, 2 * beat + 1).Select(i => scale * Math.Exp(-0.5 * Math.Pow(32.0 * i / beat, 2)))];
        var smooth = new double[envelope.Length];
        for (var frame = 0; frame < smooth.Length; frame++)
            for (var at = Math.Max(0, frame - beat); at <= Math.Min(frame + beat, smooth.Length - 1); at++)
                smooth[frame] += envelope[at] * bell[at - frame + beat];
        return smooth;
    }

    /// <summary>
    /// The score of the best sequence of beats that ends at each frame, and the beat before in it (-1 for the first). Between
    /// half a beat and two beats lie between beats; 100 times the squared logarithm of what is too long or short is taken off.
    /// </summary>
    private static (double[] Scores, int[] Previous) Link(double[] strengths, int beat)
    {
        var (scores, previous) = (new double[strengths.Length], new int[strengths.Length]);
        var shortest = (int)Math.Round(beat / 2.0);
        double[] penalties = [.. Enumerable.Range(0, 2 * beat + 1)
            .Select(distance => Tightness * Math.Pow(Math.Log(distance) - Math.Log(beat), 2))];
        var threshold = FirstBeat * strengths.Max();
        var started = false;
        for (var frame = 0; frame < scores.Length; frame++)
        {
            var (best, from) = (0.0, -1);
            for (var distance = shortest; distance <= Math.Min(frame, 2 * beat); distance++)
                if (scores[frame - distance] - penalties[distance] is var score && (from < 0 || score > best))
                    (best, from) = (score, frame - distance);
            scores[frame] = strengths[frame] + best;
            started |= strengths[frame] >= threshold;
            previous[frame] = started ? from : -1;
        }
        return (scores, previous);
    }

    /// <summary>The last peak of the scores that reaches half of their median; the last frame if none does.</summary>
    private static int LastBeat(double[] scores)
    {
        int[] peaks = [.. Enumerable.Range(1, scores.Length - 1)
            .Where(i => scores[i] > scores[i - 1] && (i == scores.Length - 1 || scores[i] >= scores[i + 1]))];
        if (peaks.Length == 0)
            return scores.Length - 1;
        double[] sorted = [.. peaks.Select(i => scores[i]).Order()];
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return peaks.Last(i => scores[i] >= 0.5 * median);
    }

    /// <summary>
    /// Leaves out beats before the first and after the last frame whose strength exceeds half the root mean square of the
    /// beats' own, smoothed. librosa takes the mean over two more values than there are beats.
    /// </summary>
    private static void Trim(List<int> frames, double[] strengths)
    {
        var squares = 0.0;
        for (var i = 0; i <= frames.Count; i++)
            squares += Math.Pow(0.5 * At(i - 1) + At(i) + 0.5 * At(i + 1), 2);
        var threshold = 0.5 * Math.Sqrt(squares / Math.Min(frames.Count + 2, strengths.Length));
        var first = Array.FindIndex(strengths, s => s > threshold);
        var last = Array.FindLastIndex(strengths, s => s > threshold);
        frames.RemoveAll(frame => frame < first || frame > last);

        double At(int i) => i >= 0 && i < frames.Count ? strengths[frames[i]] : 0;
    }
}

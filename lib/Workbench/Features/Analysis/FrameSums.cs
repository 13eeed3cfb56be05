namespace Workbench.Features.Analysis;

/// <summary>
/// Sums over the samples of each frame. Frames overlap: the samples from one frame's start to the next one's are summed once,
/// and a frame adds up its parts.
/// </summary>
internal static class FrameSums
{
    /// <summary>Sums.</summary>
    /// <param name="clip">The clip, whose frames are summed.</param>
    /// <param name="sum">The sum over the samples from the first index to before the second one, all within the clip.</param>
    /// <returns>One sum a frame; what lies beyond the clip's ends adds nothing.</returns>
    public static double[] Of(ClipAnalysis clip, Func<int, int, double> sum)
    {
        var (hop, length, sampleCount) = (clip.Spec.HopLength, clip.Spec.FftLength, clip.Samples.Length);
        var (hops, rest) = Math.DivRem(length, hop); // a frame is so many hops, and the start of one more
        var starts = new double[clip.Spectrogram.FrameCount + hops];
        var whole = new double[starts.Length];
        for (var i = 0; i < whole.Length; i++)
        {
            var first = (long)i * hop - length / 2;
            starts[i] = Clipped(first, first + rest);
            whole[i] = starts[i] + Clipped(first + rest, first + hop);
        }
        var frames = new double[clip.Spectrogram.FrameCount];
        for (var frame = 0; frame < frames.Length; frame++)
        {
            frames[frame] = starts[frame + hops];
            foreach (var part in whole.AsSpan(frame, hops))
                frames[frame] += part;
        }
        return frames;

        double Clipped(long first, long end)
        {
            (first, end) = (Math.Max(first, 0), Math.Min(end, sampleCount));
            return first < end ? sum((int)first, (int)end) : 0;
        }
    }
}

using System.Numerics;
using Workbench.Audio.Fourier;

namespace Workbench.Tests.Audio.Fourier;

public class FrameLanesTests
{
    [Theory]
    [InlineData(1000, 0, 16, 64)] // all inside
    [InlineData(1000, -30, 16, 64)] // from silence
    [InlineData(1000, 900, 16, 64)] // into silence
    [InlineData(10, -20, 3, 64)] // the signal is shorter than a frame
    [InlineData(10, 500, 3, 64)] // beyond it
    [InlineData(0, 0, 1, 4)]
    public void Each_lane_holds_its_frame_with_silence_beyond_the_ends(int sampleCount, int start, int step, int length)
    {
        float[] samples = [.. Enumerable.Range(1, sampleCount).Select(i => (float)i)];
        var rows = new Vector<float>[length];
        Array.Fill(rows, new(float.NaN)); // what was there must not stay
        FrameLanes.Gather(samples, start, step, rows);
        for (var i = 0; i < length; i++)
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                Assert.Equal(start + lane * step + i is var at && at >= 0 && at < sampleCount ? at + 1 : 0, rows[i][lane]);
    }
}

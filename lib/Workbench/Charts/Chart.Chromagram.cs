using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    private static readonly string[] PitchClasses = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

    /// <summary>How strong each of the twelve pitch classes is over time.</summary>
    /// <param name="chroma"><c>[frames, 12]</c>, C first, 0 to 1.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame, or not twelve bands.</exception>
    public static Figure Chromagram(FeatureMatrix chroma, double frameSeconds, string title = "Chromagram")
    {
        if (chroma.RowCount == 0 || chroma.ColumnCount != PitchClasses.Length)
            throw new WorkbenchException(
                $"A chromagram needs frames of {PitchClasses.Length} pitch classes; got {chroma.RowCount} frames of {chroma.ColumnCount}.");
        var strongest = Enumerable.Range(0, PitchClasses.Length)
            .MaxBy(c => Enumerable.Range(0, chroma.RowCount).Sum(frame => (double)chroma[frame, c]));
        return OverTime(title, chroma, frameSeconds, Axis.OfCategories(PitchClasses, "Pitch class"), "Strength",
            ColorMap.Viridis, height: 180,
            Text($"12 pitch classes, {PitchClasses[strongest]} strongest"));
    }
}

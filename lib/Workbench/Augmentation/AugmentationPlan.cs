using System.Collections.Immutable;
using System.Text;
using CsvHelper;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>
/// Which copies of which songs augment a training part. It can be made of nothing but a training part, and augments nothing
/// else, so that no copy of a song is ever on another side than the song.
/// </summary>
public sealed class AugmentationPlan
{
    private AugmentationPlan(TrainingPart part, ImmutableArray<AugmentedCopy> copies)
    {
        (Part, Copies) = (part, copies);
        var copied = copies.SelectMany(c => c.Parent.Labels).CountBy(l => l).ToDictionary();
        Labels = [.. part.Tracks.SelectMany(t => t.Labels)
            .CountBy(l => l)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new LabelGrowth(c.Key, c.Value, copied.GetValueOrDefault(c.Key)))];
    }

    /// <summary>What is augmented.</summary>
    public TrainingPart Part { get; }

    /// <summary>The copies, the most needed first.</summary>
    public ImmutableArray<AugmentedCopy> Copies { get; }

    /// <summary>What it does to every label, the most frequent first.</summary>
    public ImmutableArray<LabelGrowth> Labels { get; }

    /// <summary>Plans an augmentation. Songs with several labels serve all of them.</summary>
    /// <param name="part">The songs to learn from.</param>
    /// <param name="spec">How many copies, and what they go through.</param>
    /// <exception cref="InvalidSpecException">The spec is not usable.</exception>
    public static AugmentationPlan Of(TrainingPart part, AugmentationSpec spec)
    {
        spec.Validate();
        var target = spec.TargetSongs ?? part.Tracks.SelectMany(t => t.Labels).CountBy(l => l).Select(c => c.Value).DefaultIfEmpty().Max();
        var choice = new CopyChoice(part.Tracks, target, spec.MaxCopiesPerSong);
        return new(part, [.. choice.Choose().Select(c => AugmentedCopy.Draw(part.Tracks[c.Song], c.Number, spec))]);
    }

    /// <summary>The training part with the copies behind its songs.</summary>
    /// <param name="rows">The copies whose features could be extracted, as indices.</param>
    /// <param name="songs">Their features.</param>
    internal TrainingPart Augment(ImmutableArray<int> rows, SongFeatures songs) => Part.With([.. rows.Select(i => Copies[i].Track)], songs);

    /// <summary>
    /// The copies as CSV with the columns <c>copy</c>, <c>parent</c>, <c>labels</c> and <c>transforms</c>, the last as JSON.
    /// </summary>
    /// <param name="path">The file.</param>
    public void WriteCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(["copy", "parent", "labels", "transforms"]);
        foreach (var copy in Copies)
        {
            foreach (var field in new[] { copy.Track.Id, copy.Parent.Id, string.Join(';', copy.Parent.Labels), copy.Recipe })
                csv.WriteField(field);
            csv.EndRecord();
        }
    });

    /// <summary>The labels as a table of fixed width: songs, copies, and both together.</summary>
    public override string ToString()
    {
        var width = Math.Max("genre".Length, Labels.Max(l => l.Label.Length));
        var text = new StringBuilder(FormattableString.Invariant($"{"genre".PadRight(width)}   songs  copies   after\n"));
        foreach (var label in Labels)
            text.Append(
                FormattableString.Invariant(
                    $"{label.Label.PadRight(width)}  {label.Songs,6:N0}  {label.Copies,6:N0}  {label.After,6:N0}\n"));
        return text.Append(FormattableString.Invariant($"{Part.Tracks.Length:N0} songs get {Copies.Length:N0} copies")).ToString();
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// Divides a dataset into training, validation and test parts: whole groups (artists) only, every label's share in every
/// part as near to the part's own share as the groups allow.
/// </summary>
/// <remarks>
/// Greedy assignment of the groups, those with the largest share of rare labels first, then moves and swaps of groups
/// as long as one lowers the cost. The cost of a part is chi-squared: over all labels and the number of tracks itself,
/// the squared difference between what the part has and what it should have, by what it should have; a label that is absent
/// from a part although it has a group for every part costs extra. Groups that hold the same audio are
/// joined first. In the spirit of iterative stratification (Sechidis, Tsoumakas, Vlahavas 2011), over groups.
/// </remarks>
public static class Splitter
{
    /// <summary>Makes the split that <paramref name="spec"/> asks for.</summary>
    /// <param name="source">The dataset with its features.</param>
    /// <param name="spec">Method, shares, grouping and seed.</param>
    /// <param name="choice">Which genres are learned; songs that have none of them are left out. Null for all.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="InvalidSpecException">A spec is not usable.</exception>
    /// <exception cref="WorkbenchException">
    /// There are fewer groups than parts, a part that is given is empty, or no song has a chosen genre.
    /// </exception>
    public static Split Draw(ExtractedDataset source, SplitSpec spec, LabelSpec? choice = null, Work? work = null)
    {
        work ??= Work.Default;
        spec.Validate();
        choice?.Validate();
        source = choice is null ? source : Labelled(source, choice.ChooseByName(source.Dataset));
        var duplicates = NearDuplicates.Find(source, work);
        var groups = Groups(source.Tracks, spec.Grouping, duplicates);
        var parts = spec.Method switch
        {
            SplitMethod.Official => Given(source.Dataset, track => track.Part, groups, spec),
            SplitMethod.File => Given(source.Dataset,
                spec.Column is null ? PartFile.Read(spec.Path!) : FoldFile.Read(spec.Path!, spec.Column, spec.Fold), groups, spec),
            _ => Assign(source.Dataset, groups, spec),
        };
        if (choice is not null)
            source = KeepLabels(source, choice.ChooseByFrequency(new(source, parts[0])));
        parts = [.. parts.Select(part => part.RemoveAll(i => source.Tracks[i].Labels.IsEmpty))];
        var hash = Hash(source.Tracks, parts);
        return new(spec, hash, new(source, parts[0]), new(source, parts[1]), new(source, parts[2], hash),
            [.. source.Dataset.Notes, .. SplitNotes.Of(source.Tracks, groups, duplicates, parts, spec)]);
    }

    /// <summary>The songs with at least one of the wanted labels, with these alone.</summary>
    private static ExtractedDataset Labelled(ExtractedDataset source, Func<string, bool> isWanted)
    {
        var kept = KeepLabels(source, isWanted);
        var songs = Enumerable.Range(0, kept.Tracks.Length).Where(i => !kept.Tracks[i].Labels.IsEmpty).ToArray();
        return songs.Length == 0
            ? throw new WorkbenchException($"{source.Dataset.Name}: no song has one of the chosen genres; "
                + $"its genres are {string.Join(", ", source.Dataset.LabelCounts.Take(10).Select(l => l.Key))}.")
            : new(kept.Dataset with { Tracks = [.. songs.Select(i => kept.Tracks[i])] }, kept.Spec, kept.Songs.Songs(songs));
    }

    private static ExtractedDataset KeepLabels(ExtractedDataset source, Func<string, bool> isWanted) =>
        source with
        {
            Dataset = source.Dataset with
            {
                Tracks = [.. source.Tracks.Select(t => t with { Labels = t.Labels.RemoveAll(l => !isWanted(l)) })],
            },
        };

    private static ImmutableArray<int>[] Assign(Dataset dataset, ImmutableArray<ImmutableArray<int>> groups, SplitSpec spec)
    {
        double[] shares = spec.Method == SplitMethod.Folds
            ? [.. Enumerable.Repeat(1.0 / spec.FoldCount, spec.FoldCount)]
            : [spec.TrainShare, spec.ValidationShare, spec.TestShare];
        if (groups.Length < shares.Length)
            throw new WorkbenchException(
                $"{dataset.Name} has {groups.Length} {SplitNotes.UnitOf(spec.Grouping)}; "
                + $"{(spec.Method == SplitMethod.Folds ? $"{shares.Length} folds" : "training, validation and test")} "
                + "need at least one each. "
                + "Add songs by others, or, if the artist tags are wrong, split by recording and mind the leak.");

        var assignment = new GroupAssignment(groups, dataset.Tracks, [.. dataset.LabelCounts.Select(c => c.Key)], shares);
        if (spec.Method == SplitMethod.Random)
            assignment.Draw(new Random(spec.SeedOrZero));
        else
            assignment.Solve(new Random(spec.SeedOrZero));
        ImmutableArray<int>[] parts = [.. Enumerable.Range(0, shares.Length).Select(assignment.TracksOf)];
        return spec.Method == SplitMethod.Folds ? Turn(parts, spec.Fold) : parts;
    }

    /// <summary>Three parts of folds: one is the test, the next one the validation part, the others the training part.</summary>
    private static ImmutableArray<int>[] Turn(ImmutableArray<int>[] folds, int test)
    {
        var validation = (test + 1) % folds.Length;
        return [[.. folds.Where((_, i) => i != test && i != validation).SelectMany(f => f).Order()], folds[validation], folds[test]];
    }

    /// <summary>The parts that tracks are given; where none is for validation, it is drawn from what is for training.</summary>
    private static ImmutableArray<int>[] Given(Dataset dataset, Func<Track, PartName?> partOf, ImmutableArray<ImmutableArray<int>> groups,
        SplitSpec spec)
    {
        var byPart = Enumerable.Range(0, dataset.Tracks.Length).ToLookup(i => partOf(dataset.Tracks[i]));
        if (byPart[PartName.Training].Any() && byPart[PartName.Test].Any() && !byPart[PartName.Validation].Any())
            return [.. DrawValidation(dataset, [.. byPart[PartName.Training]], groups, spec), [.. byPart[PartName.Test]]];
        return [.. Enum.GetValues<PartName>().Select(part => byPart[part].ToImmutableArray() is { IsEmpty: false } tracks ? tracks
            : throw new WorkbenchException($"{dataset.Name}: no song is in the {SplitNotes.NameOf(part)} part that the split gives. "
                + $"Name {PartFile.NamesInWords} for the songs, or have the parts drawn (method stratified)."))];
    }

    /// <summary>
    /// What is for training in two parts, one to learn from and one to choose by, in the shares that the spec has for these.
    /// </summary>
    private static ImmutableArray<int>[] DrawValidation(Dataset dataset, HashSet<int> training, ImmutableArray<ImmutableArray<int>> groups,
        SplitSpec spec)
    {
        ImmutableArray<ImmutableArray<int>> left =
            [.. groups.Select(g => g.RemoveAll(i => !training.Contains(i))).Where(g => !g.IsEmpty)];
        if (left.Length < 2)
            throw new WorkbenchException($"{dataset.Name}: no song is in the validation part that the split gives, and the "
                + $"{training.Count} song(s) for training are of one group, of which none can be drawn. Name some for validation.");
        var share = spec.TrainShare / (spec.TrainShare + spec.ValidationShare);
        var assignment = new GroupAssignment(left, dataset.Tracks,
            [.. dataset.LabelCounts.Select(c => c.Key).Where(label => training.Any(i => dataset.Tracks[i].Labels.Contains(label)))],
            [share, 1 - share]);
        assignment.Solve(new Random(spec.SeedOrZero));
        return [assignment.TracksOf(0), assignment.TracksOf(1)];
    }

    /// <summary>
    /// The tracks of each group, as indices; groups in ordinal order of their names, so that a seed means the same draw everywhere.
    /// </summary>
    private static ImmutableArray<ImmutableArray<int>> Groups(ImmutableArray<Track> tracks, SplitGrouping grouping,
        ImmutableArray<(int First, int Second)> duplicates)
    {
        var joined = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (first, second) in duplicates)
            if (Name(first) is var a && Name(second) is var b && a != b)
                joined[b] = a;
        return [.. Enumerable.Range(0, tracks.Length)
            .GroupBy(Name)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.ToImmutableArray())];

        string Name(int track)
        {
            var name = tracks[track].GroupOf(grouping);
            while (joined.TryGetValue(name, out var other))
                name = other;
            return name;
        }
    }

    private static string Hash(ImmutableArray<Track> tracks, ImmutableArray<int>[] parts)
    {
        var text = string.Join('\n', parts.Select(p => string.Join('\t', p.Select(i => tracks[i].Id))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}

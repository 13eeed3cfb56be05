using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Labels that people wrote, of which several are one genre: <c>Hip Hop</c>, <c>hip-hop</c> and <c>Hip-Hop</c>.</summary>
internal static class LabelSpellings
{
    /// <summary>
    /// Gives every genre that is written in several ways one name: that of the table of aliases, or, of one that it does not know, the
    /// most frequent. A genre that is written in one way keeps it, whatever the table calls it.
    /// </summary>
    public static Dataset Join(Dataset dataset, GenreAliases aliases)
    {
        var spellings = dataset.LabelCounts;
        var nameOf = spellings.GroupBy(label => GenreAliases.Key(aliases.NameOf(label.Key)), StringComparer.Ordinal)
            .Where(genre => genre.Key.Length > 0 && genre.Skip(1).Any())
            .SelectMany(genre => genre.Select(label => (label.Key, Name: aliases.NameOf(genre.First().Key))))
            .Where(label => label.Key != label.Name)
            .ToDictionary(label => label.Key, label => label.Name, StringComparer.Ordinal);
        return nameOf.Count == 0 ? dataset : dataset with
        {
            Tracks = [.. dataset.Tracks.Select(t => t.Labels.Any(nameOf.ContainsKey)
                ? t with { Labels = Labels.Distinct(t.Labels.Select(label => nameOf.GetValueOrDefault(label, label))) }
                : t)],
            TagReadings = [.. dataset.TagReadings, .. spellings.Where(label => nameOf.ContainsKey(label.Key))
                .Select(label => new TagReading(label.Key, [nameOf[label.Key]], label.Value))],
        };
    }
}

using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Labels that people wrote, of which several are one genre: <c>Hip Hop</c>, <c>hip-hop</c> and <c>Hip-Hop</c>.</summary>
internal static class LabelSpellings
{
    /// <summary>
    /// Gives every genre one name: the one that most songs have, of those equally frequent the one in the table of aliases. A genre that is
    /// written in one way keeps it, whatever the table calls it.
    /// </summary>
    public static Dataset Join(Dataset dataset, GenreAliases aliases)
    {
        var spellings = dataset.LabelCounts;
        var nameOf = spellings.GroupBy(label => GenreAliases.Key(aliases.NameOf(label.Key)), StringComparer.Ordinal)
            .Where(genre => genre.Key.Length > 0 && genre.Skip(1).Any())
            .SelectMany(genre => genre.OrderByDescending(label => label.Value)
                .ThenByDescending(label => label.Key == aliases.NameOf(label.Key))
                .ThenBy(label => label.Key, StringComparer.Ordinal)
                .First().Key is var name
                ? genre.Where(label => label.Key != name).Select(label => (label.Key, Name: name))
                : [])
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

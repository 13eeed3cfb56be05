using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Which songs of a table can be used.</summary>
internal static class AudioPresence
{
    /// <summary>
    /// A dataset of the songs that have audio and labels; the others are listed as skipped. If none has audio, all with labels are
    /// kept, for features that come from a table.
    /// </summary>
    public static Dataset Check(string name, string root, IEnumerable<Track> tracks, Work work)
    {
        var labelled = work.Each(tracks).ToLookup(t => !t.Labels.IsEmpty);
        var present = work.Each(labelled[true]).ToLookup(t => File.Exists(t.AudioPath));
        var hasAudio = present[true].Any();
        return new(name, root, [.. (hasAudio ? present[true] : present[false]).OrderBy(t => t.Id, StringComparer.Ordinal)],
            [.. labelled[false].Select(t => new SkippedFile(t.AudioPath, "has no genre; name at least one")),
             .. hasAudio
                 ? present[false].Select(t =>
                     new SkippedFile(t.AudioPath, "no such file; download the audio, or move it to where the table says"))
                 : []])
        {
            HasAudio = hasAudio,
            Notes = hasAudio ? []
                : [$"There is no audio, for instance {present[false].FirstOrDefault()?.AudioPath}: "
                    + "features can come from a table alone (--features TABLE.csv)."],
        };
    }
}

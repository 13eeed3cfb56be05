namespace Workbench.Datasets;

/// <summary>Which songs of a table can be used.</summary>
internal static class AudioPresence
{
    /// <summary>A dataset of the songs that have audio and labels; the others are listed as skipped.</summary>
    public static Dataset Check(string name, string root, IEnumerable<Track> tracks)
    {
        var judged = tracks.Select(t => (Track: t, Reason: t.Labels.IsEmpty ? "has no genre" : File.Exists(t.AudioPath) ? null : "no such file; download the audio, or move it beside the table")).ToArray();
        return new(name, root, [.. judged.Where(j => j.Reason is null).Select(j => j.Track).OrderBy(t => t.Id, StringComparer.Ordinal)],
            [.. judged.Where(j => j.Reason is not null).Select(j => new SkippedFile(j.Track.AudioPath, j.Reason!))]);
    }
}

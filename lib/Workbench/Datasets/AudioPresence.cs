using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Which songs of a table can be used.</summary>
internal static class AudioPresence
{
    /// <summary>
    /// A dataset of the songs that have audio and labels; the others are listed as skipped. If none has audio, all with labels are
    /// kept, for features that come from a table.
    /// </summary>
    /// <param name="name">What the dataset is called.</param>
    /// <param name="root">Its folder.</param>
    /// <param name="tracks">What the table says.</param>
    /// <param name="work">What stops it.</param>
    /// <param name="paths">Finds what is spelled otherwise, where people wrote the table; null for a published one.</param>
    public static Dataset Check(string name, string root, IEnumerable<Track> tracks, Work work, ManifestPaths? paths = null)
    {
        var labelled = work.Each(tracks).ToLookup(t => !t.Labels.IsEmpty);
        var found = work.Each(labelled[true]).Select(t => IsFile(t.AudioPath) ? new(t, true, false)
            : paths?.Respelled(t.AudioPath) is { } path && IsFile(path) ? new(t with { AudioPath = path }, true, true)
            : new Found(t, false, false)).ToArray();
        var hasAudio = found.Any(f => f.IsThere);
        var absent = found.Where(f => !f.IsThere).Select(f => f.Track).ToArray();
        var respelled = found.Where(f => f.IsRespelled).Select(f => f.Track).ToArray();
        return new(name, root, [.. found.Where(f => f.IsThere == hasAudio).Select(f => f.Track).OrderBy(t => t.Id, StringComparer.Ordinal)],
            [.. labelled[false].Select(t => new SkippedFile(t.AudioPath, "has no genre; name at least one")),
             .. hasAudio ? absent.Select(t => new SkippedFile(t.AudioPath, Reason(t.AudioPath))) : []])
        {
            HasAudio = hasAudio,
            Notes =
            [
                .. hasAudio || absent.Length == 0 ? Array.Empty<string>()
                    : [$"There is no audio, for instance {absent[0].AudioPath}: {Reason(absent[0].AudioPath)}. "
                        + "Features can come from a table alone (--features TABLE.csv)."],
                .. respelled.Length == 0 ? Array.Empty<string>()
                    : [$"{respelled.Length} file(s) are spelled otherwise than the table has them, for instance {respelled[0].Id}: "
                        + $"{MusicFolder.IdOf(root, respelled[0].AudioPath)} was read."],
            ],
        };

        string Reason(string path) => paths?.Problem(path) ?? Problem(path);
    }

    private static bool IsFile(string path) => File.Exists(path) && RegularFile.Refusal(path) is null;

    /// <summary>Why a path is no file, with the remedy.</summary>
    internal static string Problem(string path) => Path.Exists(path) && RegularFile.Refusal(path) is { } refusal ? refusal.TrimEnd('.')
        : "no such file; download the audio, or move it to where the table says";

    private sealed record Found(Track Track, bool IsThere, bool IsRespelled);
}

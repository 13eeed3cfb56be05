using System.Text.RegularExpressions;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>Which song is in which part, as a CSV file with the columns <c>id</c> (or <c>path</c>) and <c>part</c>.</summary>
internal sealed partial class PartFile
{
    internal const string NamesInWords = "training, validation or test";

    private readonly Dictionary<string, PartName> parts;

    private PartFile(Dictionary<string, PartName> parts) => this.parts = parts;

    /// <summary>Reads the file.</summary>
    /// <exception cref="WorkbenchException">
    /// It cannot be read, lacks a column, names an unknown part, or the same song twice in different parts.
    /// </exception>
    public static PartFile Read(string path)
    {
        if (!File.Exists(path))
            throw new WorkbenchException(
                $"{path}: no such file; it should have the columns id and part ({NamesInWords}).{NearestPath.Hint(path)}");
        using var table = TableReader.Open(path);
        var (id, part) = (table.Find("id", "path"), table.Find("part"));
        if (id < 0 || part < 0)
            throw new WorkbenchException(
                $"{path}: needs the columns id (or path) and part; the header has {string.Join(", ", table.Header)}.");
        var parts = new Dictionary<string, PartName>(StringComparer.Ordinal);
        while (table.Read())
        {
            var name = table.Text(id).Replace('\\', '/');
            var known = Parse(table.Text(part)) ?? throw table.Fault(part, $"is not {NamesInWords}");
            if (!parts.TryAdd(name, known) && parts[name] != known)
                throw table.Fault(id, "is named in two parts; keep one line");
        }
        return new(parts);
    }

    /// <summary>The part that a word means, as datasets write it, also as <c>train_set</c> or <c>test data</c>; null if none.</summary>
    public static PartName? Parse(string word) => SetPattern().Replace(word.Trim().ToLowerInvariant(), "") switch
    {
        "train" or "training" => PartName.Training,
        "valid" or "val" or "validation" or "dev" => PartName.Validation,
        "test" or "testing" or "eval" => PartName.Test,
        _ => null,
    };

    /// <summary>The part of a song; null if the file does not name it.</summary>
    public PartName? PartOf(Track track) =>
        parts.TryGetValue(track.Id, out var part) || parts.TryGetValue(track.AudioPath.Replace('\\', '/'), out part) ? part : null;

    [GeneratedRegex("[ _-]?(set|data|split|part|audio)$")]
    private static partial Regex SetPattern();
}

using System.Text.RegularExpressions;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Which song is in which part, as a CSV file with the columns <c>id</c> (or <c>path</c>) and <c>part</c>.</summary>
internal static partial class PartFile
{
    internal const string NamesInWords = "training, validation or test";

    /// <summary>Reads the file.</summary>
    /// <returns>The part of a song; null if the file does not name it.</returns>
    /// <exception cref="WorkbenchException">
    /// It cannot be read, lacks a column, names an unknown part, or the same song twice in different parts.
    /// </exception>
    public static Func<Track, PartName?> Read(string path) => SongColumn<PartName>.Read(path, "part", NamesInWords, (table, column) =>
        Parse(table.Text(column)) ?? throw table.Fault(column, $"is not {NamesInWords}")).Of;

    /// <summary>The part that a word means, as datasets write it, also as <c>train_set</c> or <c>test data</c>; null if none.</summary>
    public static PartName? Parse(string word) => SetPattern().Replace(word.Trim().ToLowerInvariant(), "") switch
    {
        "train" or "training" => PartName.Training,
        "valid" or "val" or "validation" or "dev" => PartName.Validation,
        "test" or "testing" or "eval" => PartName.Test,
        _ => null,
    };

    [GeneratedRegex("[ _-]?(set|data|split|part|audio)$")]
    private static partial Regex SetPattern();
}

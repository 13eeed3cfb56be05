using System.Globalization;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>How a dataset is divided into training, validation and test parts.</summary>
[TypeFormatterSource(typeof(SpecFormatterSource<SplitSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record SplitSpec
{
    /// <summary>70 / 20 / 10, artists kept together.</summary>
    public static SplitSpec Default { get; } = new();

    /// <summary>The parts that the dataset's publisher made.</summary>
    public static SplitSpec Official { get; } = new() { Method = SplitMethod.Official };

    /// <summary>One turn of k-fold cross-validation, artists kept together.</summary>
    /// <param name="count">Number of folds, at least 3.</param>
    /// <param name="fold">The fold to evaluate by, from 0; the next one is to choose by.</param>
    public static SplitSpec Folds(int count, int fold) => new() { Method = SplitMethod.Folds, FoldCount = count, Fold = fold };

    /// <summary>The parts that a CSV file names.</summary>
    /// <param name="path">
    /// Columns <c>id</c> (<see cref="Track.Id"/>, or the audio's path) and <c>part</c> (training, validation, test).
    /// </param>
    public static SplitSpec FromFile(string path) => new() { Method = SplitMethod.File, Path = path };

    /// <summary>One turn of k-fold cross-validation in the folds that a CSV file names, as others published them.</summary>
    /// <param name="path">Columns <c>id</c> (<see cref="Track.Id"/>, or the audio's path) and <paramref name="column"/>.</param>
    /// <param name="column">The column of fold numbers, at least three different ones.</param>
    /// <param name="fold">The fold to evaluate by; the next one is to choose by.</param>
    public static SplitSpec FromFile(string path, string column, int fold) => FromFile(path) with { Column = column, Fold = fold };

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = "artist, album or song (what stays on one side of a drawn split), random, official, " + FoldsOrFile;

    private const string FoldsOrFile = "folds:COUNT:FOLD as folds:5:0, a FILE.csv with the columns id and part, or "
        + "FILE.csv:COLUMN:FOLD with a column of fold numbers";

    /// <summary>The splits that are one word.</summary>
    public static IReadOnlyList<string> Names { get; } = ["artist", "album", "song", "random", "official"];

    /// <summary>Reads a split as a command line writes it.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="InvalidSpecException">None of these forms.</exception>
    public static SplitSpec Parse(string text) => text.Split(':') switch
    {
        ["artist"] => Default,
        ["album"] => new() { Grouping = SplitGrouping.Album },
        ["song"] => new() { Grouping = SplitGrouping.Recording },
        ["random"] => new() { Method = SplitMethod.Random },
        ["official"] => Official,
        ["folds", var count, var fold]
            when int.TryParse(count, CultureInfo.InvariantCulture, out var n)
                && int.TryParse(fold, CultureInfo.InvariantCulture, out var i) => Folds(n, i),
        // Any other colon belongs to the path.
        [_, .., var column, var fold] when text[..^(column.Length + fold.Length + 2)] is var path && IsCsv(path) && column.Length > 0
            && int.TryParse(fold, CultureInfo.InvariantCulture, out var i) => FromFile(System.IO.Path.GetFullPath(path), column, i),
        _ when IsCsv(text) => FromFile(System.IO.Path.GetFullPath(text)),
        _ => throw UnknownName.Of("split", text, Names, FoldsOrFile),
    };

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Who decides.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // so that older specs keep their identity; likewise below
    public SplitMethod Method { get; init; }

    /// <summary>Number of folds where the method is <see cref="SplitMethod.Folds"/>, at least 3; else 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FoldCount { get; init; }

    /// <summary>The fold to evaluate by, 0 to <see cref="FoldCount"/> - 1, or a number that stands in <see cref="Column"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Fold { get; init; }

    /// <summary>The CSV file where the method is <see cref="SplitMethod.File"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Path { get; init; }

    /// <summary>The column of that file with the fold of each song; null where its column <c>part</c> names the parts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Column { get; init; }

    /// <summary>What is kept on one side.</summary>
    public SplitGrouping Grouping { get; init; } = SplitGrouping.Artist;

    /// <summary>Share of the recordings to learn from, above 0.</summary>
    public double TrainShare { get; init; } = 0.7;

    /// <summary>Share to choose by, above 0.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Share to evaluate by, above 0. The three shares add up to 1.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>
    /// Seed of the draw: the same seed, dataset and shares give the same parts. Null for that of the experiment; 0 outside of one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    /// <summary>The seed, for those who draw.</summary>
    internal int SeedOrZero => Seed ?? 0;

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">
    /// A share is not above 0, the shares do not add up to 1, or fold, path or column do not fit the method.
    /// </exception>
    public void Validate() => new SpecProblems(nameof(SplitSpec))
        .Require(TrainShare > 0 && ValidationShare > 0 && TestShare > 0,
            $"Shares {TrainShare}, {ValidationShare}, {TestShare} must all be above 0; 0.7, 0.2, 0.1 are usual.")
        .Require(Math.Abs(TrainShare + ValidationShare + TestShare - 1) < 1e-9,
            $"Shares {TrainShare} + {ValidationShare} + {TestShare} must add up to 1; 0.7, 0.2, 0.1 are usual.")
        .Require(Method != SplitMethod.Folds || (FoldCount is >= 3 and <= 1000 && Fold >= 0 && Fold < FoldCount),
            $"Fold {Fold} of {FoldCount} must be 0 to the number of folds - 1, and there must be 3 to 1000 folds; 5 are usual.")
        .Require(Method == SplitMethod.Folds || FoldCount == 0, $"{FoldCount} folds need the method folds.")
        .Require(Method == SplitMethod.File == !string.IsNullOrWhiteSpace(Path),
            $"The method {Method} and the path '{Path}' do not go together: a path is for the method file, which needs one.")
        .Require(Column is null || (Method == SplitMethod.File && !string.IsNullOrWhiteSpace(Column)),
            $"The column '{Column}' is for the method file, and must have a name; null where the file has the column part.")
        .ThrowIfAny();

    /// <summary>Who is kept apart, and the shares, for people.</summary>
    [JsonIgnore]
    internal string InWords => Method switch
    {
        SplitMethod.Official => "the dataset's own parts",
        SplitMethod.File => Column is null ? $"the parts of {Path}" : $"fold {Fold} of the column {Column} of {Path}",
        SplitMethod.Folds => $"fold {Fold} of {FoldCount}, {Kept}",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"{Kept}: {100 * TrainShare:0} % training, {100 * ValidationShare:0} % validation, {100 * TestShare:0} % test"),
    };

    private string Kept => Method == SplitMethod.Random || Grouping == SplitGrouping.Recording ? "song by song"
        : $"{Grouping.ToString().ToLowerInvariant()}s kept together";
}

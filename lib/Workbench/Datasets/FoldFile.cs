using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Which song is in which fold, as a CSV file with the column <c>id</c> (or <c>path</c>) and one of fold numbers.</summary>
internal static class FoldFile
{
    private const int Fewest = 3;
    private const int MostShown = 20;

    /// <summary>
    /// Reads the file, and makes parts of its folds: one to evaluate by, the next one to choose by, the rest to learn from.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The heading of the column of fold numbers; a song whose cell is blank is in no part.</param>
    /// <param name="fold">The number of the fold to evaluate by; after the highest the lowest is the next one.</param>
    /// <returns>The part of a song; null if the file names no fold for it.</returns>
    /// <exception cref="WorkbenchException">
    /// It cannot be read, lacks a column, a cell is no whole number, a song is in two folds, there are fewer than three, or not this one.
    /// </exception>
    public static Func<Track, PartName?> Read(string path, string column, int fold)
    {
        var songs = SongColumn<int>.Read(path, column, "the number of a fold",
            (table, cell) => table.Text(cell).Length > 0 ? table.Integer(cell) : null);
        int[] folds = [.. songs.Values.Order()];
        var shown = string.Join(", ", folds.Take(MostShown)) + (folds.Length > MostShown ? ", ..." : "");
        if (folds.Length < Fewest)
            throw new WorkbenchException($"{path}: the column {column} has {folds.Length} fold(s) ({shown}), and there must be at least "
                + $"{Fewest}: to learn from, to choose by, to evaluate by. Name another column, or write a file with the column part.");
        var place = Array.IndexOf(folds, fold);
        if (place < 0)
            throw new WorkbenchException($"{path}: the column {column} has no fold {fold}; its folds are {shown}.");
        var next = folds[(place + 1) % folds.Length];
        return track => songs.Of(track) is not { } own ? null
            : own == fold ? PartName.Test : own == next ? PartName.Validation : PartName.Training;
    }
}

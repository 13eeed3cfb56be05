using System.Collections.Immutable;
using CsvHelper;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Evaluation;

/// <summary>
/// The table of predictions: one line a track, with the columns <c>track</c>, <c>group</c> (the artist where known),
/// <c>truth:LABEL</c> (0 or 1) for every label, then <c>score:LABEL</c> for every label in the same order. Scores have as many digits as it
/// takes to read the same number back. In pandas, <c>frame.filter(like="score:")</c> is the matrix of scores.
/// </summary>
internal static class PredictionsCsv
{
    private const string TrackColumn = "track";
    private const string GroupColumn = "group";
    private const int FirstLabel = 2;
    private const string TruthPrefix = "truth:";
    private const string ScorePrefix = "score:";

    private static readonly CsvWriterOptions WriterOptions = CsvWriterOptions.Default with { NewLine = "\n" };

    public static void Write(string path, Predictions predictions) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, WriterOptions, leaveOpen: true);
        csv.WriteHeader([.. Header(predictions.LabelNames)]);
        for (var row = 0; row < predictions.TrackIds.Length; row++)
        {
            csv.WriteField(predictions.TrackIds[row]);
            csv.WriteField(predictions.Groups[row]);
            foreach (var positive in predictions.Truth.Row(row))
                csv.WriteField(positive ? "1" : "0");
            foreach (var score in predictions.Scores.Row(row))
                csv.WriteField(score, "R");
            csv.EndRecord();
        }
    });

    public static Predictions Read(string path)
    {
        if (!File.Exists(path))
            throw new WorkbenchException($"{path} does not exist. A run folder has its predictions once the run was evaluated.");
        using var table = TableReader.OpenOurs(File.OpenRead(path), path);
        var header = table.Header;
        ImmutableArray<string> labels = [.. header.Where(name => name.StartsWith(TruthPrefix, StringComparison.Ordinal))
            .Select(name => name[TruthPrefix.Length..])];
        if (labels.IsEmpty || !header.SequenceEqual(Header(labels)))
            throw new WorkbenchException($"{path}: the columns are {string.Join(", ", header)}; expected {TrackColumn}, {GroupColumn}, "
                + $"{TruthPrefix}LABEL for every label, {ScorePrefix}LABEL in the same order.");

        var (trackIds, groups, positives, values) = (new List<string>(), new List<string>(), new List<bool>(), new List<double>());
        while (table.Read())
        {
            trackIds.Add(table.Text(0));
            groups.Add(table.Text(1));
            for (var column = FirstLabel; column < FirstLabel + labels.Length; column++)
                positives.Add(table.Text(column) switch { "0" => false, "1" => true, _ => throw table.Fault(column, "is not 0 or 1") });
            for (var column = FirstLabel + labels.Length; column < header.Length; column++)
                values.Add(table.Number(column));
        }

        var (truth, scores) = (new LabelMatrix(trackIds.Count, labels.Length), new ScoreMatrix(trackIds.Count, labels.Length));
        for (var i = 0; i < values.Count; i++)
        {
            var (row, label) = Math.DivRem(i, labels.Length);
            (truth[row, label], scores[row, label]) = (positives[i], values[i]);
        }
        return new(labels, [.. trackIds], [.. groups], truth, scores);
    }

    private static IEnumerable<string> Header(ImmutableArray<string> labels) =>
        [TrackColumn, GroupColumn, .. labels.Select(label => TruthPrefix + label), .. labels.Select(label => ScorePrefix + label)];
}

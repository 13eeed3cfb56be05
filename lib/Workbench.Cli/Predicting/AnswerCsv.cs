using System.Collections.Immutable;
using System.Text;
using CsvHelper;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>
/// A line a song, as soon as it was heard: <c>path</c>, <c>labels</c> (those decided for, <c>;</c>-separated) and <c>score:LABEL</c> for
/// every label in the order of the model.
/// </summary>
/// <param name="labels">The labels of the model.</param>
internal sealed class AnswerCsv(ImmutableArray<string> labels) : IAnswerOutput
{
    private bool hasHeader;

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work)
    {
        var scores = answer.Labels.ToDictionary(label => label.Label, label => label.Probability);
        work.Report(new PrintedText((hasHeader ? "" : Header + "\n") + Record(csv =>
        {
            csv.WriteField(answer.Song);
            csv.WriteField(string.Join(';', answer.Decided));
            foreach (var label in labels)
                csv.WriteField(scores[label], "0.000000");
            csv.EndRecord();
        })));
        hasHeader = true;
    }

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Work work)
    {
        if (!hasHeader)
            Console.WriteLine(Header);
        return true;
    }

    private string Header => Record(csv => csv.WriteHeader(["path", "labels", .. labels.Select(label => $"score:{label}")]));

    private static string Record(Action<CsvWriter> write)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true))
            write(csv);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n');
    }
}

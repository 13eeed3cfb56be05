using System.Collections.Immutable;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>The test part before it is opened: only its size is known.</summary>
[TypeFormatterSource(typeof(LineFormatterSource), PreferredMimeTypes = [MimeType.PlainText])]
public sealed class SealedTest
{
    private readonly ExtractedDataset source;
    private readonly ImmutableArray<int> indices;
    private readonly string splitHash;

    internal SealedTest(ExtractedDataset source, ImmutableArray<int> indices, string splitHash)
    {
        this.source = source;
        this.indices = indices;
        this.splitHash = splitHash;
    }

    /// <summary>Number of recordings.</summary>
    public int Count => indices.Length;

    /// <summary>Its size.</summary>
    public override string ToString() => $"test part: {Counted.Of(Count, "song")}, sealed";

    /// <summary>Opens the test part for one run, and has the opening recorded first.</summary>
    /// <param name="ledger">Where openings are counted.</param>
    /// <param name="runId">The run that is evaluated; opening again for the same one, after a stop, counts once.</param>
    /// <param name="openings">How often this split's test part was opened so far, this time included.</param>
    public TestPart Open(ITestLedger ledger, string runId, out int openings)
    {
        openings = ledger.RecordOpening(splitHash, runId);
        return new(source, indices);
    }
}

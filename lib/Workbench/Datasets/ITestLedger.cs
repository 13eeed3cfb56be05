namespace Workbench.Datasets;

/// <summary>Keeps count of how often the test part of a split was opened: each opening makes it a little less of a test.</summary>
public interface ITestLedger
{
    /// <summary>Records one opening and returns how many there are now, this one included.</summary>
    /// <param name="splitHash">Which recordings are in which part: <see cref="Split.Hash"/>.</param>
    /// <param name="runId">The run that opens it.</param>
    int RecordOpening(string splitHash, string runId);
}

using System.Globalization;

namespace Workbench.Foundation;

/// <summary>How many bytes of a long transfer are done.</summary>
/// <param name="Task">What is transferred, in a few words; the same words for the same bar.</param>
/// <param name="Done">Bytes finished.</param>
/// <param name="Total">Bytes in all; not above <paramref name="Done"/> where that is not known.</param>
/// <param name="BytesPerSecond">The mean rate since the transfer began.</param>
public sealed record TransferProgress(string Task, long Done, long Total, double BytesPerSecond)
    : WorkProgress(Task, Done, Total, $"{InWords((long)BytesPerSecond)}/s")
{
    /// <inheritdoc/>
    public override string Amount => Total > Done ? $"{InWords(Done)} of {InWords(Total)}" : InWords(Done);

    /// <summary>A number of bytes for people, as <c>7.2 GiB</c>.</summary>
    /// <param name="bytes">At least 0.</param>
    public static string InWords(long bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }
}

using System.Text;

namespace Workbench.Benchmarks;

/// <summary>Passes on what is written, and keeps it.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class KeepingWriter(TextWriter inner) : TextWriter
{
    private readonly StringBuilder kept = new();

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>What was written so far.</summary>
    public string Kept => kept.ToString();

    /// <inheritdoc/>
    public override void Write(char value)
    {
        inner.Write(value);
        kept.Append(value);
    }
}

namespace Workbench.Tests.Audio;

/// <summary>Counts what is read: a bound on work that is the same on every machine.</summary>
internal sealed class CountingStream(byte[] content) : MemoryStream(content)
{
    public long BytesRead { get; private set; }

    public override int Read(Span<byte> buffer) => Count(base.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Count(base.Read(buffer, offset, count));

    public override int ReadByte()
    {
        BytesRead++;
        return base.ReadByte();
    }

    private int Count(int read)
    {
        BytesRead += read;
        return read;
    }
}

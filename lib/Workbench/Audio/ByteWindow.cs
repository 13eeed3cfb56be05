namespace Workbench.Audio;

/// <summary>Looks ahead in a stream from a position that only moves forward.</summary>
/// <param name="stream">Seekable.</param>
/// <param name="token">Stops whoever reads; looked at whenever bytes are fetched.</param>
internal sealed class ByteWindow(Stream stream, CancellationToken token)
{
    private byte[] buffer = new byte[1 << 16];
    private int position, filled;

    /// <summary>The next bytes, fewer at the end; until more are asked for.</summary>
    public ReadOnlySpan<byte> Ahead(int count)
    {
        if (position + count > filled)
        {
            token.ThrowIfCancellationRequested();
            var left = buffer.AsSpan(position, filled - position);
            if (count > buffer.Length)
                buffer = new byte[count];
            left.CopyTo(buffer);
            (position, filled) = (0, left.Length);
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
        }
        return buffer.AsSpan(position, Math.Min(count, filled - position));
    }

    /// <summary>The last bytes that were moved over, if they were looked at before.</summary>
    public ReadOnlySpan<byte> Behind(int count) => buffer.AsSpan(position - count, count);

    /// <summary>Moves on.</summary>
    public void Skip(long count)
    {
        if (count <= filled - position)
        {
            position += (int)count;
            return;
        }
        stream.Seek(count - (filled - position), SeekOrigin.Current);
        position = filled = 0;
    }

    /// <summary>Moves to the next byte that is one of these values; false where there is none.</summary>
    public bool MoveTo(params ReadOnlySpan<byte> values)
    {
        while (Ahead(1).Length > 0)
        {
            var at = buffer.AsSpan(position, filled - position).IndexOfAny(values);
            if (at >= 0)
            {
                position += at;
                return true;
            }
            position = filled;
        }
        return false;
    }
}

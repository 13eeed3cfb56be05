namespace Workbench.Audio;

/// <summary>Looks ahead in a stream from a position that only moves forward.</summary>
/// <param name="stream">Seekable.</param>
internal sealed class ByteWindow(Stream stream)
{
    private byte[] buffer = new byte[1 << 16];
    private int position, filled;

    /// <summary>The next bytes, fewer at the end; until more are asked for.</summary>
    public ReadOnlySpan<byte> Ahead(int count)
    {
        if (position + count > filled)
        {
            var left = buffer.AsSpan(position, filled - position);
            if (count > buffer.Length)
                buffer = new byte[count];
            left.CopyTo(buffer);
            (position, filled) = (0, left.Length);
            filled += stream.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
        }
        return buffer.AsSpan(position, Math.Min(count, filled - position));
    }

    /// <summary>The next bytes after those that were <see cref="Skip(long)">skipped</see> last, which are there still.</summary>
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

    /// <summary>Moves to the next byte of this value; false where there is none.</summary>
    public bool MoveTo(byte value)
    {
        while (Ahead(1).Length > 0)
        {
            var at = buffer.AsSpan(position, filled - position).IndexOf(value);
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

using System.Buffers.Binary;
using System.Text;

namespace Workbench.Tests.Reference;

/// <summary>Files in the safetensors format, put together by hand.</summary>
internal static class SafetensorsFile
{
    /// <summary>The length of the header, the header, the values.</summary>
    public static byte[] Of(string header, ReadOnlySpan<byte> values)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        return [.. length, .. bytes, .. values];
    }
}

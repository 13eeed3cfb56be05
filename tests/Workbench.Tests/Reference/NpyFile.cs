using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Workbench.Tests.Reference;

/// <summary>Reads C-order float32 and float64 <c>.npy</c> files of reference values (NumPy format 1.0 and 2.0).</summary>
public sealed partial record NpyFile(int[] Shape, double[] Values)
{
    public static NpyFile Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="name">How messages call it.</param>
    public static NpyFile Parse(byte[] bytes, string name)
    {
        var headerStart = bytes[6] == 1 ? 10 : 12;
        var headerLength = bytes[6] == 1 ? BitConverter.ToUInt16(bytes, 8) : BitConverter.ToInt32(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, headerStart, headerLength);
        Assert.Contains("'fortran_order': False", header, StringComparison.Ordinal);
        int[] shape = [.. ShapePattern().Match(header).Groups[1]
            .Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        var data = bytes.AsSpan(headerStart + headerLength);
        double[] values = header.Contains("'<f4'", StringComparison.Ordinal)
            ? [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Select(v => (double)v)]
            : header.Contains("'<f8'", StringComparison.Ordinal)
                ? MemoryMarshal.Cast<byte, double>(data).ToArray()
                : throw new InvalidDataException($"{name}: only <f4 and <f8 are read, the header is {header}");
        Assert.Equal(shape.Aggregate(1, (a, b) => a * b), values.Length);
        return new(shape, values);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();
}

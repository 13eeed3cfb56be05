using System.Runtime.InteropServices;
using System.Text;

namespace Workbench.Tests.Onnx;

/// <summary>
/// A small graph of ONNX (operator set 17), written by hand as the few messages of <c>onnx.proto</c> that it takes, so that what an encoder
/// computes is known.
/// </summary>
/// <param name="content">Takes the message of the graph.</param>
internal sealed class OnnxGraph(Stream content)
{
    public const int Float32 = 1, Int32 = 6, Int64 = 7;

    private const int Varint = 0, Bytes = 2;

    /// <summary>Writes a file whose graph the caller makes.</summary>
    /// <returns>The path.</returns>
    public static string Write(string path, Action<OnnxGraph> make)
    {
        using MemoryStream model = new();
        Number(model, 1, 8); // version of the format
        Message(model, 7, Of(content =>
        {
            make(new(content));
            Text(content, 2, "test");
        }));
        Message(model, 8, Of(version => Number(version, 2, 17))); // operator set
        File.WriteAllBytes(path, model.ToArray());
        return path;
    }

    /// <summary>An input; -1 is an axis of any length.</summary>
    public string Input(string name, int type, params int[] axes) => Tensor(11, name, type, axes);

    /// <summary>An output; -1 is an axis of any length.</summary>
    public string Output(string name, params int[] axes) => Tensor(12, name, Float32, axes);

    /// <summary>A constant vector of whole numbers.</summary>
    public string Constant(string name, params long[] values)
    {
        Message(content, 5, Of(tensor =>
        {
            Number(tensor, 1, values.Length);
            Number(tensor, 2, Int64);
            Text(tensor, 8, name);
            Message(tensor, 9, MemoryMarshal.AsBytes(values.AsSpan()));
        }));
        return name;
    }

    /// <summary>A node with one output, and its attributes: each a number, or several.</summary>
    public string Node(string operation, string output, string[] inputs, params (string Name, long[] Values)[] attributes)
    {
        Message(content, 1, Of(node =>
        {
            foreach (var input in inputs)
                Text(node, 1, input);
            Text(node, 2, output);
            Text(node, 4, operation);
            foreach (var (name, values) in attributes)
                Message(node, 5, Of(attribute => Attribute(attribute, name, values)));
        }));
        return output;
    }

    private static void Attribute(Stream attribute, string name, long[] values)
    {
        Text(attribute, 1, name);
        var isList = name == "axes";
        foreach (var value in values)
            Number(attribute, isList ? 8 : 3, value);
        Number(attribute, 20, isList ? 7 : 2);
    }

    private string Tensor(int field, string name, int type, int[] axes)
    {
        Message(content, field, Of(value =>
        {
            Text(value, 1, name);
            Message(value, 2, Of(form => Message(form, 1, Of(tensor =>
            {
                Number(tensor, 1, type);
                Message(tensor, 2, Of(shape =>
                {
                    foreach (var axis in axes)
                        Message(shape, 1, Of(length => { if (axis >= 0) Number(length, 1, axis); else Text(length, 2, "any"); }));
                }));
            }))));
        }));
        return name;
    }

    private static byte[] Of(Action<Stream> write)
    {
        using MemoryStream message = new();
        write(message);
        return message.ToArray();
    }

    private static void Text(Stream stream, int field, string text) => Message(stream, field, Encoding.UTF8.GetBytes(text));

    private static void Message(Stream stream, int field, ReadOnlySpan<byte> bytes)
    {
        Write(stream, (ulong)((field << 3) | Bytes));
        Write(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void Number(Stream stream, int field, long value)
    {
        Write(stream, (ulong)((field << 3) | Varint));
        Write(stream, (ulong)value);
    }

    private static void Write(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}

using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;

namespace Workbench.Features.Cache;

/// <summary>
/// A file of half-precision numbers, mapped into memory for reading: the system keeps what is in use. Safe for several threads.
/// </summary>
internal sealed class FrameFile
{
    private readonly MemoryMappedViewAccessor view;

    /// <param name="path">The file, not empty.</param>
    public FrameFile(string path)
    {
        using var handle = File.OpenHandle(path, share: FileShare.ReadWrite); // an extraction may still append to it
        using var file = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read); // it keeps the mapping; its handle ends with it
    }

    /// <summary>Reads consecutive numbers.</summary>
    /// <param name="first">Index of the first of them.</param>
    /// <param name="result">Filled.</param>
    public void Read(long first, Span<float> result)
    {
        var values = ArrayPool<Half>.Shared.Rent(result.Length);
        var count = view.ReadArray(first * Unsafe.SizeOf<Half>(), values, 0, result.Length);
        if (count != result.Length)
            throw new EndOfStreamException($"{count} of {result.Length} values were left at {first}.");
        for (var i = 0; i < result.Length; i++)
            result[i] = (float)values[i];
        ArrayPool<Half>.Shared.Return(values);
    }
}

using System.Text;
using Workbench.Foundation;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Workbench.Torch.Natives;

/// <summary>
/// The versions that a library of Linux, an ELF file of 64 bits, demands of those it is linked with. A loader refuses one that demands a
/// version which the system does not have, even where nothing of it is ever called: GCC 13 makes every library that prints demand
/// <c>GLIBCXX_3.4.32</c> so, for <c>std::ios_base_library_init</c>, which only shows that the C++ library initialises its streams itself.
/// Where it is older, libtorch does that, which an older GCC made.
/// </summary>
/// <remarks>Source: the chapters on sections, relocation and symbol versions of the Linux Standard Base 5.0 and the System V ABI.</remarks>
internal sealed class ElfVersions
{
    private const int SymbolTable = 11, Relocations = 4, Needed = 0x6ffffffe, OfSymbols = 0x6fffffff, IsWeak = 2;

    private readonly byte[] bytes;
    private readonly Section[] sections;

    /// <summary>Reads the sections.</summary>
    /// <param name="bytes">The file, which <see cref="Weaken"/> changes.</param>
    /// <exception cref="WorkbenchException">It is no such file.</exception>
    public ElfVersions(byte[] bytes)
    {
        if (bytes.Length < 64 || !bytes.AsSpan(0, 6).SequenceEqual((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw new WorkbenchException("This is no library of Linux of 64 bits (ELF, little-endian).");
        this.bytes = bytes;
        var table = (int)Long(40);
        sections = [.. Enumerable.Range(0, Short(60)).Select(i => table + i * Short(58)).Select(at =>
            new Section(Int(at + 4), (int)Long(at + 24), (int)Long(at + 32), Int(at + 40), (int)Long(at + 56)))];
    }

    /// <summary>Has a loader do without a version where the system lacks it. One byte of the file changes.</summary>
    /// <param name="version">As <c>GLIBCXX_3.4.32</c>.</param>
    /// <exception cref="WorkbenchException">It is not demanded, or the library uses what it stands for.</exception>
    public void Weaken(string version)
    {
        var entry = Entries().FirstOrDefault(entry => entry.Name == version)
            ?? throw new WorkbenchException($"Version {version} is not demanded.");
        if (Used(entry.Index) is { } symbol)
            throw new WorkbenchException($"Version {version} cannot be done without: {symbol} is used.");
        WriteUInt16LittleEndian(bytes.AsSpan(entry.FlagsAt), (ushort)(Short(entry.FlagsAt) | IsWeak));
    }

    /// <summary>Versions that are demanded: of a list of libraries, each with a list of versions.</summary>
    private IEnumerable<Entry> Entries()
    {
        var needed = Only(Needed);
        for (int library = needed.Offset, next = -1; next != 0; library += next)
        {
            for (int version = library + Int(library + 8), further = -1; further != 0; version += further)
            {
                yield return new(Text(sections[needed.Link].Offset + Int(version + 8)), version + 4, Short(version + 6));
                further = Int(version + 12);
            }
            next = Int(library + 12);
        }
    }

    /// <summary>The first symbol of a version that a relocation fills in; null where none does.</summary>
    private string? Used(int versionIndex)
    {
        Section ofSymbols = Only(OfSymbols), symbols = Only(SymbolTable);
        return sections.Where(section => section.Kind == Relocations)
            .SelectMany(section => Enumerable.Range(0, section.Length / section.EntryLength)
                .Select(i => Int(section.Offset + i * section.EntryLength + 12)))
            .Where(symbol => (Short(ofSymbols.Offset + 2 * symbol) & 0x7fff) == versionIndex)
            .Select(symbol => Text(sections[symbols.Link].Offset + Int(symbols.Offset + symbol * symbols.EntryLength)))
            .FirstOrDefault();
    }

    private Section Only(int kind) => sections.FirstOrDefault(section => section.Kind == kind)
        ?? throw new WorkbenchException("This library demands no versions.");

    private int Short(int at) => ReadUInt16LittleEndian(bytes.AsSpan(at));

    private int Int(int at) => ReadInt32LittleEndian(bytes.AsSpan(at));

    private long Long(int at) => ReadInt64LittleEndian(bytes.AsSpan(at));

    private string Text(int at) => Encoding.ASCII.GetString(bytes.AsSpan(at)[..bytes.AsSpan(at).IndexOf((byte)0)]);

    private sealed record Section(int Kind, int Offset, int Length, int Link, int EntryLength);

    private sealed record Entry(string Name, int FlagsAt, int Index);
}

using System.Globalization;
using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// The folder of an index holds three files of one generation, <c>1.vectors</c>, <c>1.ids</c> and <c>1.removed</c>. To be compacted, it is
/// written once more as the next generation, which is the index as soon as its file of vectors has its name.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class IndexFolder(string path)
{
    /// <summary>Endings of the three files.</summary>
    public const string Vectors = ".vectors", Ids = ".ids", Removed = ".removed";

    /// <summary>Readers that come while generations change find the next one.</summary>
    private const int Attempts = 5;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The number of the generation that is the index; 0 where there is none.</summary>
    public int Newest => Files().Where(file => file.Ending == Vectors).Select(file => file.Generation).DefaultIfEmpty().Max();

    /// <summary>Whether no later generation has taken the place of one.</summary>
    public bool IsNewest(Generation files) => files.Path == PathOf(Newest, Vectors);

    /// <summary>Opens the index.</summary>
    /// <param name="access">To read, or to write too.</param>
    /// <exception cref="WorkbenchException">There is none, or it is damaged.</exception>
    public Generation Open(FileAccess access)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return Newest is var number && number > 0
                    ? new(PathOf(number, Vectors), PathOf(number, Ids), PathOf(number, Removed), access)
                    : throw new WorkbenchException($"{Path} holds no index of vectors; name another folder, or write one there.");
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                if (attempt == Attempts)
                    throw IndexHeader.Damaged(Path, error.Message.TrimEnd('.'));
            }
    }

    /// <summary>Makes the next generation, which takes the place of the one before when it is whole.</summary>
    /// <param name="layout">How it is laid out.</param>
    /// <param name="fill">Writes its songs.</param>
    public void Create(ExtentLayout layout, Action<Generation> fill)
    {
        var number = Newest + 1;
        var vectors = PathOf(number, Vectors);
        var temporary = TemporaryName.Of(vectors);
        try
        {
            foreach (var ending in (string[])[Ids, Removed])
                File.Create(PathOf(number, ending)).Dispose();
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(MemoryMarshal.AsBytes([IndexHeader.Of(layout.Dimension)]));
                var empty = new CommitRecord { Sequence = 1 }.Sealed();
                file.Position = empty.Place;
                file.Write(MemoryMarshal.AsBytes([empty]));
                file.SetLength(ExtentLayout.HeaderBytes);
            }
            using (Generation generation = new(temporary, PathOf(number, Ids), PathOf(number, Removed), FileAccess.ReadWrite))
            {
                fill(generation);
                RandomAccess.FlushToDisk(generation.Vectors);
            }
            File.Move(temporary, vectors);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Removes what is not of the newest generation, as far as nobody has it open who keeps it from being removed.</summary>
    public void RemoveOthers()
    {
        TemporaryName.RemoveLeft(Path);
        var newest = Newest;
        foreach (var (generation, ending) in Files().Where(file => file.Generation != newest).ToList())
            try
            {
                File.Delete(PathOf(generation, ending));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody reads it; the next who writes tries again.
            }
    }

    private string PathOf(int generation, string ending) =>
        System.IO.Path.Combine(Path, generation.ToString(CultureInfo.InvariantCulture) + ending);

    private IEnumerable<(int Generation, string Ending)> Files() => Directory.Exists(Path)
        ? from file in Directory.EnumerateFiles(Path)
          let ending = System.IO.Path.GetExtension(file)
          where ending is Vectors or Ids or Removed
          let name = System.IO.Path.GetFileNameWithoutExtension(file)
          where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
          select (int.Parse(name, CultureInfo.InvariantCulture), ending)
        : [];
}

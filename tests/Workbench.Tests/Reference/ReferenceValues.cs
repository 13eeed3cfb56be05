using System.IO.Compression;
using System.Text.Json;

namespace Workbench.Tests.Reference;

/// <summary>
/// What librosa, PyTorch and scikit-learn computed from made-up inputs: the files in <c>values</c> beside this one, and in <c>scripts</c>
/// the programs that made them.
/// </summary>
internal static class ReferenceValues
{
    /// <summary>An array of a <c>.npz</c> file.</summary>
    /// <param name="file">For instance <c>torch/arrays.npz</c>.</param>
    /// <param name="name">Its name there.</param>
    public static NpyFile Array(string file, string name)
    {
        using var archive = ZipFile.OpenRead(PathOf(file));
        var entry = archive.GetEntry($"{name}.npy") ?? throw new InvalidDataException($"{file} has no array {name}.");
        using var stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return NpyFile.Parse(bytes.ToArray(), $"{name} of {file}");
    }

    /// <summary>The content of a JSON file.</summary>
    /// <param name="file">For instance <c>torch/manifest.json</c>.</param>
    public static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllBytes(PathOf(file))).RootElement;

    private static string PathOf(string file) =>
        Path.Combine([Repository.Root, "tests", "Workbench.Tests", "Reference", "values", .. file.Split('/')]);
}

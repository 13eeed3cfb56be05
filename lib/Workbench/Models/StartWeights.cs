using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// What a model starts from instead of chance: layers that learned already, of a run or of somebody else's network. Those of a
/// <c>.safetensors</c> file are found by their names, as a run has them; those of an <c>.onnx</c> file by order and shape. The output layer
/// always starts by chance: its labels are others. The content of the file identifies the start, not its place.
/// <code>ModelSpec.Cnn with { Start = StartWeights.From("data/runs/RUN") with { Rate = 0.3 } }</code>
/// </summary>
/// <param name="Path">
/// The file. Where it is absent, one of its name is taken in the folder <c>pretrained</c> of the data folder.
/// </param>
/// <param name="Sha256">The SHA-256 of its content, 64 lower-case hexadecimal digits; compared when it is read.</param>
public sealed record StartWeights(string Path, string Sha256)
{
    /// <summary>
    /// What a ResNet-18 learned of the pictures of ImageNet, once <c>environment/install-pretrained.sh</c> laid it into the data folder;
    /// for <see cref="ModelSpec.ResNet18"/>.
    /// </summary>
    public static StartWeights ImageNet { get; } =
        new("ResNet18.onnx", "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f")
        {
            InputScale = 58, // grey levels of 0 to 255 have this standard deviation in ImageNet
            Licence = "MIT",
            Credit = "ResNet-18 of ImageNet, NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18 0.23.1",
        };

    /// <summary>The name by which <see cref="Parse"/> knows <see cref="ImageNet"/>.</summary>
    public const string ImageNetName = "imagenet";

    /// <summary>Chance, where a start is asked for by name.</summary>
    public const string RandomName = "random";

    /// <summary>How the weights of <see cref="ImageNet"/> come to the data folder.</summary>
    internal const string Installation = "environment/install-pretrained.sh (or .ps1) brings those learned from ImageNet, 60 MB";

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = ImageNetName + " (ResNet-18 of pictures), " + RandomName
        + ", a run's folder, or a .safetensors or .onnx file";

    /// <summary>Factor of the learning rate of the layers that start so, 0 (they stay as they are) to 1.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>First layers of the model that stay as they are, whatever the rate; 0 or more.</summary>
    public int FrozenLayers { get; init; }

    /// <summary>
    /// What one unit of the model's input is for the network of an <c>.onnx</c> file: its first convolution is multiplied by it. Where that
    /// one sees three channels and the model has one, their weights are summed: it sees the same picture in all three.
    /// </summary>
    public double InputScale { get; init; } = 1;

    /// <summary>The licence of the weights, for the model card.</summary>
    public string Licence { get; init; } = "not stated";

    /// <summary>Whom the weights are owed to, for the model card; null where the file tells all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Credit { get; init; }

    /// <summary>Whether the file is there.</summary>
    [JsonIgnore]
    public bool IsPresent => File.Exists(Place);

    /// <summary>Names a file as it is now.</summary>
    /// <param name="path">A <c>.safetensors</c> or <c>.onnx</c> file, or the folder of a run or model.</param>
    /// <exception cref="WorkbenchException">It cannot be read, or is of neither form.</exception>
    public static StartWeights From(string path)
    {
        var file = System.IO.Path.GetFullPath(Directory.Exists(path) ? System.IO.Path.Combine(path, "weights.safetensors") : path);
        using var stream = Open(file);
        return new(file, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>Reads a start as a command line names it.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <returns>Null for chance.</returns>
    /// <exception cref="WorkbenchException">None of these, or the file cannot be read.</exception>
    public static StartWeights? Parse(string text) => text switch
    {
        RandomName => null,
        ImageNetName => ImageNet.IsPresent ? ImageNet
            : throw new WorkbenchException($"There is no {ImageNet.Place}; {Installation}."),
        _ => From(text),
    };

    /// <summary>What the model card says of it.</summary>
    internal string InWords => $"{(Credit is null ? "" : $"{Credit}, ")}licence {Licence}, file {System.IO.Path.GetFileName(Path)}, "
        + $"SHA-256 {Sha256}";

    /// <summary>What identifies it: where the file lies, and what is said about it, changes no result.</summary>
    internal StartWeights Identity => this with { Path = "", Licence = "", Credit = null };

    /// <summary>Where the file is.</summary>
    private string Place => File.Exists(Path) ? Path
        : System.IO.Path.Combine(DataFolder.Find().PretrainedPath, System.IO.Path.GetFileName(Path));

    internal void Check(SpecProblems problems) => problems
        .Require(Sha256.Length == 2 * SHA256.HashSizeInBytes && Sha256.All(char.IsAsciiHexDigitLower),
            $"Start: the SHA-256 '{Sha256}' of {Path} must be 64 lower-case hexadecimal digits; StartWeights.From fills it in.")
        .Require(Rate is >= 0 and <= 1, $"Start: rate {Rate} must be 0 to 1; 0.1 is usual, 0 lets nothing of the start learn.")
        .Require(FrozenLayers >= 0, $"Start: frozen layers {FrozenLayers} must be >= 0; 0 is usual.")
        .Require(InputScale > 0 && double.IsFinite(InputScale), $"Start: input scale {InputScale} must be above 0; 1 is usual.")
        .Require(InputScale == 1 || Path.EndsWith(".onnx", StringComparison.Ordinal),
            $"Start: input scale {InputScale} is for networks of .onnx files, and {Path} is none; leave it out.");

    /// <summary>Reads the file.</summary>
    /// <exception cref="WorkbenchException">It is absent, or has another content than that named.</exception>
    internal byte[] ReadFile()
    {
        using var stream = Open(Place);
        if (stream.Length > int.MaxValue)
            throw new WorkbenchException($"{Place} has 2 GB or more; weights of less are read.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return hash == Sha256 ? content : throw new WorkbenchException(
            $"{Place} has the SHA-256 {hash}, and the model starts from one of {Sha256}. Name the file again, or bring "
            + "the one that was meant.");
    }

    private static FileStream Open(string file) => System.IO.Path.GetExtension(file) is not (".safetensors" or ".onnx")
        ? throw new WorkbenchException($"{file} is no start: it is {FormsInWords}.")
        : RegularFile.TryOpen(file, 1 << 16, out var reason) ?? throw new WorkbenchException($"{file}: {reason}");
}

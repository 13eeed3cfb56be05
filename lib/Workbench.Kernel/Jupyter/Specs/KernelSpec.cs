using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Foundation;

namespace Workbench.Kernel.Jupyter.Specs;

/// <summary>A kernel specification: the folder with the <c>kernel.json</c> that tells front ends how to start a kernel.</summary>
/// <param name="Folder">The folder; its name is the kernel's name.</param>
/// <param name="DisplayName">What front ends call it.</param>
/// <param name="Language">What it runs.</param>
/// <param name="Command">How it is started.</param>
/// <param name="IsOurs">Whether the workbench wrote it.</param>
public sealed record KernelSpec(string Folder, string DisplayName, string Language, IReadOnlyList<string> Command, bool IsOurs)
{
    /// <summary>
    /// The name of our kernel, if none is given: the one that C# notebooks carry, so that programs that are told no kernel start ours.
    /// </summary>
    public const string DefaultName = ".net-csharp";

    /// <summary>Its name where another program's kernel, that of .NET Interactive, is called <see cref="DefaultName"/>.</summary>
    public const string SecondName = "workbench-csharp";

    private const string FileName = "kernel.json", Mark = "workbench";
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The kernel's name.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>Whether the program that it starts is there, and what .NET's own program is to run.</summary>
    public bool CanStart => Command.Count > 0 && MissingFile is null;

    /// <summary>
    /// The first file of the command that is not there; null if all are. (A name without a folder is looked up when it is started.)
    /// </summary>
    public string? MissingFile => Command.FirstOrDefault(part => Path.IsPathFullyQualified(part) && !Path.Exists(part));

    /// <summary>The specification of our kernel.</summary>
    /// <param name="kernels">A folder of kernels.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="program">The command that starts the workbench: an absolute path, and arguments if that is .NET's own program.</param>
    /// <exception cref="NotebookException">Jupyter does not allow the name.</exception>
    public static KernelSpec Ours(string kernels, string name, IReadOnlyList<string> program)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'))
            throw new NotebookException($"The kernel's name {name} must be letters, digits, '.', '_' and '-', for instance {SecondName}.");
        var display = name == DefaultName ? "C# (Workbench)" : $"C# (Workbench, {name})";
        return new(Path.Combine(kernels, name), display, "C#",
            [.. program, "kernel", "start", "--connection-file", "{connection_file}"], IsOurs: true);
    }

    /// <summary>The specifications in a folder of kernels, by name; none where there is no such folder.</summary>
    public static IReadOnlyList<KernelSpec> In(string kernels) => !Directory.Exists(kernels) ? []
        : [.. Directory.EnumerateDirectories(kernels).Order(StringComparer.Ordinal).Select(Read).OfType<KernelSpec>()];

    /// <summary>Writes the folder, in the place of an older one.</summary>
    /// <exception cref="NotebookException">The name is taken by another kernel.</exception>
    public void Write()
    {
        if (Read(Folder) is { IsOurs: false } other)
            throw new NotebookException(
                $"{Folder} is the kernel {other.DisplayName}, which is not the workbench's; give ours another name with --name.");
        Directory.CreateDirectory(Folder);
        var environment = new JsonObject();
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            environment["DOTNET_ROOT"] = root; // front ends that are not started from this shell would not find .NET
        var json = new JsonObject
        {
            ["argv"] = new JsonArray([.. Command.Select(part => (JsonNode)part)]),
            ["display_name"] = DisplayName,
            ["language"] = Language,
            ["interrupt_mode"] = "message",
            ["env"] = environment,
            ["metadata"] = new JsonObject { [Mark] = true },
        };
        AtomicFile.WriteText(Path.Combine(Folder, FileName), json.ToJsonString(Options) + "\n");
    }

    /// <summary>Removes the folder.</summary>
    public void Delete() => Directory.Delete(Folder, recursive: true);

    /// <summary>Reads the folder; null if it holds no specification that a front end could use.</summary>
    private static KernelSpec? Read(string folder)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))!.AsObject();
            return new(folder, json["display_name"]!.GetValue<string>(), json["language"]?.GetValue<string>() ?? "",
                [.. json["argv"]!.AsArray().Select(part => part!.GetValue<string>())], json["metadata"]?[Mark] is not null);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException
                or NullReferenceException)
        {
            return null;
        }
    }
}

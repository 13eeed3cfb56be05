using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Packages;

/// <summary>What NuGet made of a question: packages with all that they need, or errors.</summary>
/// <param name="Packages">The packages, those that others need included; none where there are errors.</param>
/// <param name="Log">What NuGet says about them.</param>
internal sealed record RestoreAnswer(IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<RestoreMessage> Log)
{
    private const string Extension = "interactive-extensions/dotnet/";

    /// <summary>The errors; no packages where there is one.</summary>
    public IEnumerable<RestoreMessage> Errors => Log.Where(message => message.IsError);

    /// <summary>Reads the file <c>project.assets.json</c> that a restore leaves, also one that failed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="JsonException">It is not of that form.</exception>
    public static RestoreAnswer Read(string path)
    {
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        RestoreMessage[] log = [.. (json["logs"]?.AsArray() ?? []).Select(entry => new RestoreMessage((string)entry!["code"]!,
            (string)entry["level"]! == "Error", (string)entry["message"]!, (string?)entry["libraryId"])).Distinct()];
        if (log.Any(message => message.IsError))
            return new([], log);
        string[] folders = [.. json["packageFolders"]!.AsObject().Select(folder => folder.Key)];
        return new([.. json["targets"]![$"{RestoreProject.Framework}/{RuntimeNames.Portable}"]!.AsObject()
            .Select(package => Package(package.Key, package.Value!, json["libraries"]![package.Key]!, folders))], log);
    }

    private static RestoredPackage Package(string key, JsonNode target, JsonNode library, string[] folders)
    {
        var path = (string)library["path"]!;
        var folder = folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists) ?? path;
        string[] Files(string kind) => [.. (target[kind]?.AsObject() ?? []).Select(file => file.Key)
            .Where(file => !file.EndsWith("/_._", StringComparison.Ordinal)) // stands for an empty folder
            .Select(file => Path.GetFullPath(file, folder))];
        return new(key.Split('/')[0], key.Split('/')[1], Files("compile"), Files("runtime"), Files("native"),
            library["files"]!.AsArray().Any(file => ((string)file!).StartsWith(Extension, StringComparison.OrdinalIgnoreCase)));
    }
}

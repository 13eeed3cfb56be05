#!/usr/bin/env dotnet
#:property PublishAot=false
// Packs the extension: dotnet run environment/vscode/pack.cs [FILE.vsix], then code --install-extension FILE.vsix
// Needs the .NET SDK alone, and no network. The same sources give the same bytes.
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

var folder = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var target = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(folder, "workbench-notebooks.vsix"));
using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
string Of(string name) => package.RootElement.GetProperty(name).GetString()!;

XNamespace gallery = "http://schemas.microsoft.com/developer/vsx-schema/2011",
types = "http://schemas.openxmlformats.org/package/2006/content-types";
var manifest = new XElement(gallery + "PackageManifest", new XAttribute("Version", "2.0.0"),
    new XElement(gallery + "Metadata",
        new XElement(gallery + "Identity", new XAttribute("Language", "en-US"), new XAttribute("Id", Of("name")),
            new XAttribute("Version", Of("version")), new XAttribute("Publisher", Of("publisher"))),
        new XElement(gallery + "DisplayName", Of("displayName")),
        new XElement(gallery + "Description", Of("description")),
        new XElement(gallery + "Categories", string.Join(',', package.RootElement.GetProperty("categories").EnumerateArray())),
        new XElement(gallery + "Properties", new XElement(gallery + "Property",
            new XAttribute("Id", "Microsoft.VisualStudio.Code.Engine"),
            new XAttribute("Value", package.RootElement.GetProperty("engines").GetProperty("vscode").GetString()!)))),
    new XElement(gallery + "Installation",
        new XElement(gallery + "InstallationTarget", new XAttribute("Id", "Microsoft.VisualStudio.Code"))),
    new XElement(gallery + "Dependencies"),
    new XElement(gallery + "Assets", new XElement(gallery + "Asset",
        new XAttribute("Type", "Microsoft.VisualStudio.Code.Manifest"), new XAttribute("Path", "extension/package.json"),
        new XAttribute("Addressable", "true"))));
var contentTypes = new XElement(types + "Types",
    new[] { ("json", "application/json"), ("js", "application/javascript"), ("vsixmanifest", "text/xml") }
        .Select(type =>
            new XElement(types + "Default", new XAttribute("Extension", "." + type.Item1), new XAttribute("ContentType", type.Item2))));

File.Delete(target);
using (var vsix = ZipFile.Open(target, ZipArchiveMode.Create))
{
    Add("extension.vsixmanifest", writer => manifest.Save(writer));
    Add("[Content_Types].xml", writer => contentTypes.Save(writer));
    foreach (var file in Directory.GetFiles(folder, "*.js*").Order(StringComparer.Ordinal))
        Add("extension/" + Path.GetFileName(file), writer => writer.Write(File.ReadAllText(file)));

    void Add(string name, Action<TextWriter> write)
    {
        var entry = vsix.CreateEntry(name);
        entry.LastWriteTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(entry.Open());
        write(writer);
    }
}
Console.WriteLine(target);

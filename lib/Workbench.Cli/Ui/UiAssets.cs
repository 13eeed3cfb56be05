using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workbench.Experiments;
using Workbench.Kernel.Reports;

namespace Workbench.Cli.Ui;

/// <summary>The files that the page consists of, which lie in this program, and what it has in common with reports.</summary>
internal static class UiAssets
{
    private const string Prefix = "ui/", Index = "index.html";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Serves each under its name, and the page itself under <c>/</c>.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        var own = typeof(UiAssets).Assembly;
        foreach (var resource in own.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            Serve(app, resource[Prefix.Length..], Read(own, resource));
        Serve(app, "report.css", Read(typeof(HtmlReport).Assembly, "report.css"));
        // What readies the tables of a page that was loaded, as a function for those that come later.
        Serve(app, "tables.js", $"export function readyTables() {{\n{Read(typeof(Run).Assembly, "table.js")}\n}}\n");
    }

    private static void Serve(IEndpointRouteBuilder app, string name, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        app.MapGet(name == Index ? "/" : $"/{name}",
            (RequestDelegate)(context => UiContent.SendAsync(context, content, ContentTypes[Path.GetExtension(name)])));
    }

    private static string Read(System.Reflection.Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

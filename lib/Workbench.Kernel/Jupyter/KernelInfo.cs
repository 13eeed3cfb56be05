using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelInfo
{
    public static JsonObject Reply()
    {
        var version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);
        return new()
        {
            ["status"] = "ok",
            ["protocol_version"] = JupyterWire.ProtocolVersion,
            ["implementation"] = "workbench",
            ["implementation_version"] = version,
            ["banner"] = $"Workbench {version}: C# on .NET {Environment.Version.ToString(2)}",
            ["language_info"] = new JsonObject
            {
                ["name"] = "C#", // as .NET Interactive calls it; front ends choose a notebook's kernel by it
                ["version"] = "14.0",
                ["mimetype"] = "text/x-csharp",
                ["file_extension"] = ".cs",
                ["pygments_lexer"] = "csharp",
                ["codemirror_mode"] = "text/x-csharp",
            },
            ["help_links"] = new JsonArray(),
        };
    }
}

using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// Side channels of widgets. The kernel has no targets: it says so at once, so that no widget of a front end waits.
/// </summary>
internal static class Comms
{
    /// <summary>Answers a <c>comm_info_request</c>: there are none.</summary>
    public static JsonObject Info() => new() { ["status"] = "ok", ["comms"] = new JsonObject() };

    /// <summary>Closes what the front end has opened.</summary>
    public static void Refuse(JupyterWire wire, JupyterRequest open) => wire.Publish("comm_close", new()
    {
        ["comm_id"] = open.Content["comm_id"]?.DeepClone(),
        ["data"] = new JsonObject(),
    }, open.Message);
}

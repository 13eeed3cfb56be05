using System.Net;
using Workbench.Kernel;
using Workbench.Kernel.Jupyter;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Jupyter;

public sealed class ConnectionFileTests : IDisposable
{
    // As jupyter_client 7.4.9 writes it.
    private const string Written = """
        {
          "shell_port": 40001,
          "iopub_port": 40002,
          "stdin_port": 40003,
          "control_port": 40004,
          "hb_port": 40005,
          "ip": "127.0.0.1",
          "key": "3f1c9a52-a7f4f6f8cf8d3d3d",
          "transport": "tcp",
          "signature_scheme": "hmac-sha256",
          "kernel_name": "workbench-csharp"
        }
        """;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_Jupyter_is_read() =>
        Assert.Equal(new(IPAddress.Loopback, 40001, 40004, 40003, 40002, 40005, "3f1c9a52-a7f4f6f8cf8d3d3d"), Read(Written));

    [Theory]
    [InlineData("\"3f1c9a52-a7f4f6f8cf8d3d3d\"", "\"\"", "the key is empty")]
    [InlineData("127.0.0.1", "0.0.0.0", "the address 0.0.0.0 can be reached from other machines")]
    [InlineData("127.0.0.1", "192.168.1.7", "the address 192.168.1.7 can be reached from other machines")]
    [InlineData("127.0.0.1", "*", "no connection file of Jupyter")]
    [InlineData("\"tcp\"", "\"ipc\"", "the transport ipc must be tcp")]
    [InlineData("hmac-sha256", "hmac-md5", "the signature scheme hmac-md5 must be hmac-sha256")]
    [InlineData("shell_port", "other_port", "no connection file of Jupyter: shell_port is missing")]
    [InlineData("40001", "\"many\"", "no connection file of Jupyter")]
    [InlineData("40001", "-1", "shell_port -1 must be between 1 and 65535.")]
    [InlineData("40005", "70000", "hb_port 70000 must be between 1 and 65535.")]
    [InlineData("40002", "0", "iopub_port 0 must be between 1 and 65535.")]
    [InlineData("40002", "1e99", "no connection file of Jupyter")]
    [InlineData("kernel_name", "key", "no connection file of Jupyter: Duplicate property 'key'")]
    [InlineData("\"tcp\"", "[]", "no connection file of Jupyter")]
    [InlineData("{", "[", "no connection file of Jupyter")]
    public void What_is_unsafe_or_missing_is_refused_with_the_file_and_the_reason(string written, string instead, string reason)
    {
        var error = Assert.Throws<NotebookException>(() => Read(Written.Replace(written, instead, StringComparison.Ordinal)));
        Assert.StartsWith($"{folder.File("kernel.json")}: {reason}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.StartsWith(folder.File("none.json"),
            Assert.Throws<NotebookException>(() => ConnectionFile.Read(folder.File("none.json"))).Message, StringComparison.Ordinal);

    private ConnectionFile Read(string text)
    {
        File.WriteAllText(folder.File("kernel.json"), text);
        return ConnectionFile.Read(folder.File("kernel.json"));
    }
}

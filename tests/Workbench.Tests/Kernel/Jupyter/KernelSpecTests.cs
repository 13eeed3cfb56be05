using System.Text.Json.Nodes;
using Workbench.Kernel;
using Workbench.Kernel.Jupyter.Specs;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Jupyter;

public sealed class KernelSpecTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(OperatingSystemKind.Linux, "", "/home/ada/.local/share/jupyter/kernels")]
    [InlineData(OperatingSystemKind.Linux, "XDG_DATA_HOME=/xdg", "/xdg/jupyter/kernels")]
    [InlineData(OperatingSystemKind.Linux, "JUPYTER_DATA_DIR=/mine,XDG_DATA_HOME=/xdg", "/mine/kernels")]
    [InlineData(OperatingSystemKind.MacOS, "XDG_DATA_HOME=/xdg", "/home/ada/Library/Jupyter/kernels")]
    [InlineData(OperatingSystemKind.Windows, "APPDATA=/home/ada/Roaming", "/home/ada/Roaming/jupyter/kernels")]
    [InlineData(OperatingSystemKind.Windows, "", "/home/ada/AppData/Roaming/jupyter/kernels")]
    public void The_users_kernels_are_where_Jupyter_looks_for_them(OperatingSystemKind system, string variables, string kernels) =>
        Assert.Equal(kernels, Folders(system, variables).User.Replace('\\', '/'));

    [Theory]
    [InlineData(OperatingSystemKind.Linux, "JUPYTER_PATH=/a:/b",
        "/a/kernels|/b/kernels|/home/ada/.local/share/jupyter/kernels|/usr/local/share/jupyter/kernels|/usr/share/jupyter/kernels")]
    [InlineData(OperatingSystemKind.MacOS, "",
        "/home/ada/Library/Jupyter/kernels|/usr/local/share/jupyter/kernels|/usr/share/jupyter/kernels")]
    [InlineData(OperatingSystemKind.Windows, "JUPYTER_PATH=/a;/b,APPDATA=/roaming,PROGRAMDATA=/all",
        "/a/kernels|/b/kernels|/roaming/jupyter/kernels|/all/jupyter/kernels")]
    public void Front_ends_look_into_JUPYTER_PATH_then_the_users_then_the_systems_folders(OperatingSystemKind system,
        string variables, string path) =>
        Assert.Equal(path, string.Join('|', Folders(system, variables).SearchPath).Replace('\\', '/'));

    [Fact]
    public void A_prefix_has_the_layout_of_Python() =>
        Assert.Equal(Path.Combine(folder.Path, "share", "jupyter", "kernels"), JupyterFolders.Under(folder.Path));

    [Fact]
    public void The_specification_tells_front_ends_what_they_need()
    {
        var program = folder.File("workbench");
        KernelSpec.Ours(folder.Path, KernelSpec.DefaultName, [program]).Write();
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, ".net-csharp", "kernel.json")))!;
        Assert.Equal([program, "kernel", "start", "--connection-file", "{connection_file}"],
            json["argv"]!.AsArray().Select(part => (string)part!));
        Assert.Equal("C# (Workbench)", (string?)json["display_name"]);
        Assert.Equal("C#", (string?)json["language"]);
        Assert.Equal("message", (string?)json["interrupt_mode"]);
    }

    [Fact]
    public void A_kernel_of_another_program_is_neither_replaced_nor_taken_for_ours()
    {
        Other(".net-csharp", "Somebody's C#");
        var error = Assert.Throws<NotebookException>(KernelSpec.Ours(folder.Path, ".net-csharp", ["/bin/workbench"]).Write);
        Assert.EndsWith("is the kernel Somebody's C#, which is not the workbench's; give ours another name with --name.",
            error.Message, StringComparison.Ordinal);
        Assert.False(Assert.Single(KernelSpec.In(folder.Path)).IsOurs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData("two words")]
    public void A_name_that_Jupyter_does_not_allow_is_refused(string name) =>
        Assert.Contains("for instance workbench-csharp",
            Assert.Throws<NotebookException>(() => KernelSpec.Ours(folder.Path, name, [])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_survey_tells_what_is_seen_what_is_hidden_and_what_cannot_start()
    {
        var (strong, weak) = (folder.File("strong"), folder.File("weak"));
        File.WriteAllText(folder.File("workbench"), "");
        KernelSpec.Ours(strong, ".net-csharp", [folder.File("workbench")]).Write();
        KernelSpec.Ours(weak, ".net-csharp", [folder.File("workbench")]).Write();
        Assert.True(KernelSurvey.Of([strong, weak]).IsUsable);

        KernelSpec.Ours(weak, "old", [folder.File("workbench"), folder.File("gone")]).Write(); // as dotnet with a library
        var survey = KernelSurvey.Of([strong, weak, folder.File("none")]);
        Assert.False(survey.IsUsable);
        Assert.Equal(
        [
            $"C# (Workbench): {Path.Combine(strong, ".net-csharp")}",
            $"  starts {folder.File("workbench")} kernel start --connection-file {{connection_file}}",
            $"C# (Workbench, old): {Path.Combine(weak, "old")}",
            $"  CANNOT START: {folder.File("gone")} is not there; workbench kernel install --name old",
            $"not seen: {Path.Combine(weak, ".net-csharp")}, as a stronger folder has a kernel of that name",
            $"looked into {strong}",
            $"looked into {weak}",
            $"looked into {folder.File("none")} (not there)",
        ], survey.ToString().Split('\n'));
    }

    [Fact]
    public void The_survey_tells_what_starts_for_notebooks_where_nobody_names_a_kernel()
    {
        File.WriteAllText(folder.File("workbench"), "");
        KernelSpec.Ours(folder.Path, KernelSpec.SecondName, [folder.File("workbench")]).Write();
        Assert.Contains("\nNo kernel is called .net-csharp, as C# notebooks name theirs: workbench kernel install\n",
            KernelSurvey.Of([folder.Path]).ToString(), StringComparison.Ordinal);
        Other(".net-csharp", ".NET (C#)");
        Assert.Contains("\nPrograms that are told no kernel start \".NET (C#)\" for C# notebooks, which name .net-csharp.\n",
            KernelSurvey.Of([folder.Path]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_kernel_of_ours_the_survey_says_how_to_get_one()
    {
        Other("theirs", "C#");
        Directory.CreateDirectory(folder.File("broken"));
        File.WriteAllText(Path.Combine(folder.File("broken"), "kernel.json"), "{");
        var survey = KernelSurvey.Of([folder.Path]);
        Assert.False(survey.IsUsable);
        Assert.Contains("No kernel of the workbench: workbench kernel install", survey.ToString(), StringComparison.Ordinal);
        Assert.Contains("(another program's)", survey.ToString(), StringComparison.Ordinal);
    }

    private void Other(string name, string displayName)
    {
        Directory.CreateDirectory(folder.File(name));
        File.WriteAllText(Path.Combine(folder.File(name), "kernel.json"),
            $$"""{"argv": ["other", "{connection_file}"], "display_name": "{{displayName}}", "language": "C#"}""");
    }

    private static JupyterFolders Folders(OperatingSystemKind system, string variables)
    {
        var set = variables.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1]);
        return new(system, name => set.GetValueOrDefault(name), "/home/ada");
    }
}

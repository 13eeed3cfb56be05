using System.Reflection;
using System.Reflection.Emit;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Architecture;

/// <summary>
/// Inside <c>lib/Workbench</c> a folder may use only the folders before it, and every type stands in the file of its name.
/// </summary>
public class FolderRuleTests
{
    /// <summary>The folders in pipeline order, as lib/README.md shows them.</summary>
    private static readonly string[] Folders =
    [
        "Foundation", "Figures", "Audio", "Demo", "Features", "Datasets", "Augmentation", "Models", "Evaluation", "Training", "Inference",
        "Recommendation", "Export", "Experiments", "Charts", "Reports", "Notebook",
    ];

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Library = typeof(Foundation.SpecJsonTests).Assembly.GetReferencedAssemblies()
        .Where(n => n.Name == "Workbench").Select(Assembly.Load).Single();

    private static readonly OpCode[] OpCodesByValue = [.. typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!)];

    [Fact]
    public void A_folder_uses_only_the_folders_before_it()
    {
        var violations =
            from type in Library.GetTypes()
            where FolderOf(type) is not null
            from used in TypesUsedBy(type)
            where Array.IndexOf(Folders, FolderOf(used)) > Array.IndexOf(Folders, FolderOf(type))
            select $"{type.FullName} uses {used.FullName}";
        Assert.Empty(violations.Distinct());
    }

    [Fact]
    public void Every_type_lies_in_a_known_folder()
    {
        var strangers = Library.GetTypes().Where(t =>
            t.Namespace is { } n && n.StartsWith("Workbench", StringComparison.Ordinal) && !Folders.Contains(FolderOf(t)));
        Assert.Empty(strangers.Select(t => t.FullName));
    }

    [Fact]
    public void The_kernel_knows_nothing_of_music() =>
        Assert.DoesNotContain(typeof(Workbench.Kernel.Running.NotebookRunner).Assembly.GetReferencedAssemblies(),
            n => n.Name == "Workbench");

    [Theory]
    [InlineData("lib")]
    [InlineData("tests")]
    public void Every_type_stands_in_the_file_of_its_name(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        var misplaced =
            from path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(root, path)
            where !relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            from type in CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes(n => n is not TypeDeclarationSyntax)
                .OfType<BaseTypeDeclarationSyntax>()
            where type.Identifier.Text != Path.GetFileNameWithoutExtension(path).Split('.')[0]
            select $"{relative}: {type.Identifier.Text}";
        Assert.Empty(misplaced);
    }

    private static string? FolderOf(Type type)
    {
        var parts = (type.Namespace ?? "").Split('.');
        return type.Assembly == Library && parts.Length > 1 && parts[0] == "Workbench" ? parts[1] : null;
    }

    private static IEnumerable<Type> TypesUsedBy(Type type)
    {
        var direct = type.GetInterfaces().Append(type.BaseType)
            .Concat(type.GetFields(Everything).Select(f => f.FieldType))
            .Concat(type.GetMethods(Everything).Select(m => m.ReturnType))
            .Concat(Bodies(type).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Concat(TypesInBody(m))));
        return direct.OfType<Type>().SelectMany(Unwrap).Where(t => FolderOf(t) is not null);
    }

    private static IEnumerable<MethodBase> Bodies(Type type) =>
        type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything));

    private static IEnumerable<Type> Unwrap(Type type)
    {
        if (type.HasElementType)
            return Unwrap(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap).Append(type) : [type];
    }

    /// <summary>The types that the instructions of a method name: what it calls, reads, makes.</summary>
    private static IEnumerable<Type> TypesInBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
            yield break;
        foreach (var local in body.LocalVariables)
            yield return local.LocalType;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(body.GetILAsByteArray()!))
            switch (method.Module.ResolveMember(token, typeArguments, methodArguments))
            {
                case Type used: yield return used; break;
                case MemberInfo member when member.DeclaringType is { } declaring: yield return declaring; break;
            }
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var wide = il[at] == 0xFE;
            var value = wide ? unchecked((short)(0xFE00 | il[at + 1])) : il[at];
            at += wide ? 2 : 1;
            var operand = OpCodesByValue.First(o => o.Value == value).OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return BitConverter.ToInt32(il, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
                _ => 4,
            };
        }
    }
}

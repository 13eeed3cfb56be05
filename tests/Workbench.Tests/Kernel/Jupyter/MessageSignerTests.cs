using System.Text;
using Workbench.Kernel.Jupyter;

namespace Workbench.Tests.Kernel.Jupyter;

public class MessageSignerTests
{
    /// <summary>Python 3.11.2: <c>hmac.new(key, b''.join(parts), hashlib.sha256).hexdigest()</c>.</summary>
    [Theory]
    [InlineData("0f0a8e3a-5c21c2e8d9f1", new[] { "{\"msg_id\": \"1\"}", "{}", "{}", "{\"code\": \"1+1\"}" },
        "779e57987d1f1c8f4f3c37d674829a97076b6b599a90333be10c2e72931ec88a")]
    [InlineData("schl\u00fcssel", new[] { "a", "", "gr\u00f6\u00dfe \U0001d11e", "d" },
        "a82963414714336dc4f57219bad0781df2e57d33074b3cea3562e81cc9a1048d")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
        new[] { "", "", "", "" }, "d46761768ee3c864fc76c08b3d73c8092853ae3fefa01b990963dfa2d56e7334")]
    public void Signatures_are_those_of_Python(string key, string[] parts, string signature)
    {
        byte[][] bytes = [.. parts.Select(Encoding.UTF8.GetBytes)];
        var signer = new MessageSigner(key);
        Assert.Equal(signature, Encoding.ASCII.GetString(signer.Sign(bytes)));
        Assert.True(signer.Accepts(Encoding.ASCII.GetBytes(signature), bytes));
        Assert.False(signer.Accepts(Encoding.ASCII.GetBytes(signature.ToUpperInvariant()), bytes));
        Assert.False(signer.Accepts(Encoding.ASCII.GetBytes(signature[..^1]), bytes));
        Assert.False(new MessageSigner(key + "x").Accepts(Encoding.ASCII.GetBytes(signature), bytes));
    }
}

using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Manage;

/// <summary>The descriptions that the program carries are those of the repository.</summary>
public sealed class CarriedDescriptionTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    [Theory]
    [InlineData("/schema", "application/schema+json")]
    [InlineData("/openapi.json", "application/json")]
    public async Task A_description_is_the_file_with_a_validator(string path, string type)
    {
        byte[] file = await File.ReadAllBytesAsync(path == "/schema" ? SchemaValidator.SchemaFile : ApiDescription.FileName);
        Reply reply = await managed.Program.ManageAsync(path);
        Assert.Equal(200, reply.Status);
        Assert.Equal(type, reply["Content-Type"]);
        Assert.Equal(file, reply.Body);
        Reply again = await managed.Program.ManageAsync(path, ("If-None-Match", reply["ETag"]!));
        Assert.Equal(304, again.Status);
        Reply head = await managed.Program.ManageAsync(HttpMethod.Head, path);
        Assert.Equal($"{file.Length}", head["Content-Length"]);
    }
}

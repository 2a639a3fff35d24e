using Automua.Core.Directories;
using Automua.Core.Model;
using Automua.Functions.Configuration;

namespace Automua.Functions.Directories;

/// <summary>The password that a directory's <c>bind_password</c> stands for: itself, or with <c>env:NAME</c> that of the environment.</summary>
internal static class DirectoryPassword
{
    /// <summary>The password.</summary>
    /// <exception cref="DirectoryUnavailableException">There is none: the server would take who asks for nobody (RFC 4513 section 5.1.2).</exception>
    public static string Of(DirectoryServer server)
    {
        string password = server.BindPassword ?? "";
        if (BindPassword.VariableOf(password) is { } name)
        {
            string value = Environment.GetEnvironmentVariable(name) ?? "";
            string? problem = value.Length == 0 ? "is not set" : VaultReference.IsUnresolved(value) ? VaultReference.Problem : null;
            return problem is null
                ? value
                : throw new DirectoryUnavailableException($"{server} has its bind_password in the environment variable {name}, which {problem}");
        }

        return password.Length == 0
            ? throw new DirectoryUnavailableException($"{server} has a bind_user without bind_password")
            : password;
    }
}

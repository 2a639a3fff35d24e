using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Lets functions have ASP.NET Core's requests.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Sets the worker up for that. It takes the forwarded headers for the host's.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.All;
            options.ForwardLimit = null;
        });
        return builder;
    }
}

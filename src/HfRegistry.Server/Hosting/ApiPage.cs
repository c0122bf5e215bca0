using HfRegistry.Server.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HfRegistry.Server.Hosting;

/// <summary>The description of the API (<c>/openapi.json</c>) and the page that shows it (<c>/docs</c>), with a button to authorize.</summary>
internal static class ApiPage
{
    private const string Scheme = "Bearer";

    public static void Add(IServiceCollection services) => services.AddOpenApi(static options =>
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "HfRegistry", Version = ProductVersion.Text, Description = "Packages of Hugging Face models." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of POST /authenticate." };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredToken>().FirstOrDefault() is { } required)
            {
                operation.Description = required.Right is { } right ? $"Needs the right '{RightNames.NameOf(right)}'." : "Needs a token.";
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            }

            return Task.CompletedTask;
        });
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi("/openapi.json");
        app.UseSwaggerUI(static options =>
        {
            options.RoutePrefix = "docs";
            options.SwaggerEndpoint("/openapi.json", "HfRegistry");
        });
    }
}

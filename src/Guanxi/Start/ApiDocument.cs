using System.Reflection;
using System.Text.Json.Nodes;
using Guanxi.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Guanxi.Start;

/// <summary>The OpenAPI document: what the use-cases say of themselves, once, with their right, keys and problems.</summary>
internal static class ApiDocument
{
    private static readonly Dictionary<string, string> Problems = new()
    {
        ["400"] = "The request can't be read, or its shape is wrong: `errors` says what by field.",
        ["401"] = "Nobody is signed in, or the key is unknown, expired or revoked.",
        ["403"] = "The right is missing.",
        ["404"] = "There is no such record within reach.",
        ["409"] = "The record was changed meanwhile, or the first request with this Idempotency-Key is still under way.",
        ["422"] = "A rule of the firm says no: `type` is its code, `title` says why.",
    };

    public static void Describe(OpenApiOptions options)
    {
        var words = new CodeDocs();
        // Downloads and posts of pages are no API.
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = type => IsId(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (IsId(context.JsonTypeInfo.Type))
            {
                schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? default);
                schema.Pattern = "^[0-9]{1,19}$";
            }
            var member = context.JsonPropertyInfo?.AttributeProvider as MemberInfo;
            if ((member is not null ? words.Of(member) : words.Of(context.JsonTypeInfo.Type)) is { } text) schema.Description = text;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<RouteOf>().LastOrDefault()?.UseCase is { } useCase) Say(operation, useCase, words);
            if (context.Description.HttpMethod == "POST")
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = IdempotencyKeys.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                    Description = "Makes the request safe to repeat: within a day the same key with the same request gets the same answer and does nothing twice.",
                });
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Guanxi", Version = "v1", Description = "Customers, contacts, orders and what each relationship is worth. Ids are strings of digits; money is an integer of minor units with its currency; instants are UTC." };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "gx_…", Description = "An API key, made under Settings, API keys." },
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "guanxi.session", Description = "The browser's sign-in." },
            };
            (document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>())["ProblemDetails"] = ProblemSchema();
            document.Security = [new() { [new("key", document)] = [] }, new() { [new("session", document)] = [] }];
            document.Components.Responses = Problems.ToDictionary(p => "Problem" + p.Key, IOpenApiResponse (p) => new OpenApiResponse
            {
                Description = p.Value,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", document) } },
            });
            foreach (var operation in document.Paths.Values.SelectMany(p => p.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()))
                foreach (var status in Problems.Keys) (operation.Responses ??= [])[status] = new OpenApiResponseReference("Problem" + status, document);
            return Task.CompletedTask;
        });
    }

    private static void Say(OpenApiOperation operation, Type useCase, CodeDocs words)
    {
        operation.OperationId ??= char.ToLowerInvariant(useCase.Name[0]) + useCase.Name[1..];
        var text = words.Of(useCase);
        if (text is not null)
        {
            var end = text.IndexOf(". ", StringComparison.Ordinal);
            operation.Summary ??= (end < 0 ? text : text[..end]).TrimEnd('.');
        }
        var right = useCase.GetCustomAttribute<NeedsAttribute>()?.Right;
        operation.Description = string.Join("\n\n", new[] { text, right is null ? "Open to everyone signed in." : $"Needs the right `{right}`." }.OfType<string>());
        if (House.Modules.FirstOrDefault(m => m.Assembly == useCase.Assembly) is { } module) operation.Tags = new HashSet<OpenApiTagReference> { new(module.Name) };
        if (right is not null) (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-guanxi-right"] = new JsonNodeExtension(JsonValue.Create(right)!);
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object, Description = "Why a request was refused (RFC 9457).", Required = new HashSet<string> { "type", "title", "status" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The refusal's code, e.g. customers.customer.not_found. Stable; the title is for people." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Why, in the language that Accept-Language asks for." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What is wrong, by field.", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } } },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: true } t && t.GetGenericTypeDefinition() == typeof(Id<>);
}
